-- A column is added whose default is an expression, which ALTER TABLE cannot do
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
