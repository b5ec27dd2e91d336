-- The conflict clause of not null and unique columns changes
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL ON CONFLICT IGNORE,
    code TEXT UNIQUE
);
