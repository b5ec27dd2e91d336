-- An extension that needs another appears with it
-- needs: extension earthdistance
CREATE TABLE branch (id integer PRIMARY KEY, lat double precision, lon double precision);
CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE INDEX branch_earth ON branch USING gist (ll_to_earth(lat, lon));
