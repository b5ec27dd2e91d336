-- A scalar becomes an array and an array loses its brackets
CREATE TABLE repair (
    id integer PRIMARY KEY,
    parts text[]
);
