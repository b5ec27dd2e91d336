-- A type used by a function loses an attribute
CREATE TYPE spot AS (x integer, y integer);
CREATE FUNCTION spot_x(s spot) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT s.x';
