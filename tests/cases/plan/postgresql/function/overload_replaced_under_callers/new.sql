-- A routine gets one more argument while a view, a default and named arguments call it
CREATE FUNCTION fee(sum integer, rate integer DEFAULT 2, extra integer DEFAULT 0) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * $2 + $3';
CREATE TABLE bill (id integer PRIMARY KEY, total integer DEFAULT fee(3));
CREATE VIEW fees AS SELECT fee(1) AS one, fee(sum => 3, rate => 4) AS two;
