-- The collation of an indexed column changes and another loses its own
CREATE TABLE part (
    id integer PRIMARY KEY,
    name text COLLATE "C",
    code text
);
CREATE INDEX part_name ON part (name);
