-- A range type goes with the column that used it
CREATE TYPE hours AS RANGE (subtype = time);
CREATE TABLE stall (id integer PRIMARY KEY, open hours);
