-- A base type with its functions, its own casts and a table column appears
SET client_min_messages = warning;
CREATE TABLE stall (id integer PRIMARY KEY);
