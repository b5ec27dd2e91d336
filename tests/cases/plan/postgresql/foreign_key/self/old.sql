-- A table gains a reference to itself
CREATE TABLE crew (
    id integer PRIMARY KEY,
    name text
);
