-- A required column without default is added to an empty table
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
