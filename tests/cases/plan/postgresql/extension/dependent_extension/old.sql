-- An extension that needs another appears with it
-- needs: extension earthdistance
CREATE TABLE branch (id integer PRIMARY KEY, lat double precision, lon double precision);
