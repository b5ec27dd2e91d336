-- Collations of columns change under an index
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT COLLATE NOCASE,
    code TEXT COLLATE RTRIM
);
CREATE INDEX hut_name ON hut (name);
