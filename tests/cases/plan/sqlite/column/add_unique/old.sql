-- A unique column is added, which ALTER TABLE cannot do
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
