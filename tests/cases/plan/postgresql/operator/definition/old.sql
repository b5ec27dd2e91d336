-- The function, estimators and commutator of operators change, a view uses one
CREATE TABLE ski (id integer PRIMARY KEY, length integer);
CREATE FUNCTION near(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) < 5';
CREATE FUNCTION nearer(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) < 2';
CREATE OPERATOR ~~~ (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer);
CREATE OPERATOR ### (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer);
CREATE VIEW near_170 AS SELECT id FROM ski WHERE length ~~~ 170;
