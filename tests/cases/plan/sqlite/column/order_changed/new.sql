-- The same columns stand in another order
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    height INTEGER,
    name TEXT
);
