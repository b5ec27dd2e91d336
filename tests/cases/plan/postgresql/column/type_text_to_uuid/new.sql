-- Text that holds UUIDs becomes uuid under an index
CREATE TABLE part (
    id integer PRIMARY KEY,
    token uuid
);
CREATE UNIQUE INDEX part_token ON part (token);
