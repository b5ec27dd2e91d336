-- A column goes that is indexed, unique with another, checked and referring
CREATE TABLE region (id INTEGER PRIMARY KEY);
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT,
    region_id INTEGER REFERENCES region (id),
    CHECK (region_id > 0),
    UNIQUE (name, region_id)
);
CREATE INDEX hut_region ON hut (region_id);
