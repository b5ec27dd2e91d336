-- A unique key becomes a unique index, and an index a unique key
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    a TEXT UNIQUE,
    b TEXT
);
CREATE UNIQUE INDEX guest_b ON guest (b);
