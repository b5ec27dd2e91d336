-- An exclusion constraint goes
CREATE TABLE dock_booking (
    id integer PRIMARY KEY,
    during tstzrange NOT NULL,
    EXCLUDE USING gist (during WITH &&)
);
