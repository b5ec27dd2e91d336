-- A column name changes only in its letter case
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    NAME TEXT
);
