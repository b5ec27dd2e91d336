-- An attribute changes type while a table column holds the type
CREATE TYPE spot AS (x integer, y integer);
CREATE TABLE stall (id integer PRIMARY KEY, spot spot);
