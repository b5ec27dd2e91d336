-- Unique keys of one and several columns, named and not, come and go
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    a TEXT UNIQUE,
    b TEXT,
    c TEXT
);
