-- A table with a sequence, an index and a foreign key to it appears under another schema instead
CREATE SCHEMA archive;
CREATE TABLE archive.harvest (id serial PRIMARY KEY, kilos numeric);
CREATE TABLE jar (id integer PRIMARY KEY, harvest_id integer REFERENCES archive.harvest);
