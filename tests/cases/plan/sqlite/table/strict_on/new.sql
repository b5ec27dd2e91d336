-- A table becomes strict
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    height INTEGER
) STRICT;
