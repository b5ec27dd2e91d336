-- A view written with a star sees a new column
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    name TEXT,
    town TEXT
);
CREATE VIEW everyone AS SELECT * FROM guest;
