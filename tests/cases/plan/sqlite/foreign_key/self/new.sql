-- A table starts to point to itself
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    invited_by INTEGER REFERENCES guest (id) ON DELETE SET NULL
);
