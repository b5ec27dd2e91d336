-- A composite type and the function that returns it go
CREATE TYPE spot AS (x integer, y integer);
CREATE FUNCTION centre() RETURNS spot LANGUAGE sql IMMUTABLE AS 'SELECT ROW(1, 1)::spot';
CREATE TABLE stall (id integer PRIMARY KEY);
