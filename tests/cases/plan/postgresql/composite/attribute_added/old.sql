-- A type used by a column gains an attribute
CREATE TYPE spot AS (x integer, y integer);
CREATE TABLE stall (id integer PRIMARY KEY, spot spot);
