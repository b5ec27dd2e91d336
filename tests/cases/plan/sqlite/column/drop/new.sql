-- Plain columns are dropped
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
