-- A range type in use gets another multirange name
CREATE TYPE hours AS RANGE (subtype = integer);
CREATE TABLE stall (id integer PRIMARY KEY, open hours, EXCLUDE USING gist (open WITH &&));
