-- A routine gets one more argument while a view, a default and named arguments call it
CREATE FUNCTION fee(amount integer, rate integer DEFAULT 2) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * $2';
CREATE TABLE bill (id integer PRIMARY KEY, total integer DEFAULT fee(3));
CREATE VIEW fees AS SELECT fee(1) AS one, fee(amount => 3, rate => 4) AS two;
