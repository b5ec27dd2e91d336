-- A column that points to another table is added
CREATE TABLE region (id INTEGER PRIMARY KEY);
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    region_id INTEGER REFERENCES region (id) ON DELETE SET NULL
);
