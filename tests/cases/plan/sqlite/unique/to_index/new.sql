-- A unique key becomes a unique index, and an index a unique key
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    a TEXT,
    b TEXT UNIQUE
);
CREATE UNIQUE INDEX guest_a ON guest (a);
