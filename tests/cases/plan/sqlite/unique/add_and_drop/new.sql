-- Unique keys of one and several columns, named and not, come and go
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    a TEXT,
    b TEXT,
    c TEXT,
    CONSTRAINT guest_bc UNIQUE (b, c),
    UNIQUE (c COLLATE NOCASE)
);
