-- A table goes with its index, its trigger and the column that pointed to it
CREATE TABLE hut (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE region (id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX region_name ON region (name);
CREATE TRIGGER region_log AFTER INSERT ON region BEGIN SELECT 1; END;
CREATE TABLE path (id INTEGER PRIMARY KEY, hut_id INTEGER REFERENCES hut (id), region_id INTEGER REFERENCES region (id));
