-- A composite type with a nested one appears, used in an array column
CREATE TABLE stall (id integer PRIMARY KEY);
CREATE TYPE spot AS (x integer, y integer);
CREATE TYPE area AS (corner spot, width numeric(5,1), "Label" text COLLATE "C");
CREATE TABLE market (id integer PRIMARY KEY, areas area[], gate spot DEFAULT ROW(0, 0)::spot);
COMMENT ON TYPE area IS 'A rectangle on the square';
COMMENT ON COLUMN area.width IS 'metres';
