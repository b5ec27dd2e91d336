-- An operator goes with the function behind it and the index and view that used it
CREATE TABLE ski (id integer PRIMARY KEY, length integer);
CREATE FUNCTION near(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) < 5';
CREATE OPERATOR ~~~ (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer);
CREATE VIEW near_170 AS SELECT id FROM ski WHERE length ~~~ 170;
CREATE INDEX ski_near ON ski ((length ~~~ 170));
