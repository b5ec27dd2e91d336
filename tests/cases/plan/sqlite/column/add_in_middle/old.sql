-- A column is added between two others
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
