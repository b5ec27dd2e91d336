-- A composite type with a nested one appears, used in an array column
CREATE TABLE stall (id integer PRIMARY KEY);
