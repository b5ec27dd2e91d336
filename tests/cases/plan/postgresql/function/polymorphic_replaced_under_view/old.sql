-- A routine for any array takes the place of one for any element, and calls would fit both
CREATE FUNCTION first(anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW v AS SELECT first(2) AS n;
