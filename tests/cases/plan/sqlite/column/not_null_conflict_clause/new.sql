-- The conflict clause of not null and unique columns changes
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT UNIQUE ON CONFLICT REPLACE
);
