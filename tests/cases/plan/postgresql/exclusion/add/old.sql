-- Bookings of the same period may no longer overlap
CREATE TABLE dock_booking (
    id integer PRIMARY KEY,
    during tstzrange NOT NULL
);
