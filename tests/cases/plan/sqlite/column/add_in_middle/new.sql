-- A column is added between two others
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    region TEXT,
    name TEXT
);
