-- A type for which no cast exists replaces another, in an empty table
CREATE TABLE stand (
    id integer PRIMARY KEY,
    place point
);
