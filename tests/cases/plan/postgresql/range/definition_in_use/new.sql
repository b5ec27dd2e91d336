-- A range type in use gets another multirange name
CREATE TYPE hours AS RANGE (subtype = integer, multirange_type_name = opening);
CREATE TABLE stall (id integer PRIMARY KEY, open hours, EXCLUDE USING gist (open WITH &&));
