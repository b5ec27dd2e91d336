-- Columns with and without a constant default are added
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
