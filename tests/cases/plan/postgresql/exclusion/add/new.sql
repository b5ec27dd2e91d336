-- Bookings of the same period may no longer overlap
CREATE TABLE dock_booking (
    id integer PRIMARY KEY,
    during tstzrange NOT NULL,
    CONSTRAINT dock_booking_free EXCLUDE USING gist (during WITH &&)
);
