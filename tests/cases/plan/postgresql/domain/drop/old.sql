-- A domain goes and its columns fall back to the base type
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE singer (id integer PRIMARY KEY, email email);
