-- A date kept as text becomes a date
CREATE TABLE service (
    id integer PRIMARY KEY,
    done_on text
);
