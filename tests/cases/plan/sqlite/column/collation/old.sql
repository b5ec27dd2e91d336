-- Collations of columns change under an index
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT,
    code TEXT COLLATE NOCASE
);
CREATE INDEX hut_name ON hut (name);
