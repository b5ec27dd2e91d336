-- Not null is set on one column and dropped from another
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT
);
