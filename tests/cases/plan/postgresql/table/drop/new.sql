-- A table that others refer to and a view reads is dropped
CREATE TABLE hive (id integer PRIMARY KEY, placed_on date NOT NULL);
CREATE TABLE inspection (hive_id integer REFERENCES hive, seen_on date);
