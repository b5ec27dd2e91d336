-- A routine for any array takes the place of one for any element, and calls would fit both
CREATE FUNCTION first(anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1[1]';
CREATE VIEW v AS SELECT first(ARRAY[2]) AS n;
