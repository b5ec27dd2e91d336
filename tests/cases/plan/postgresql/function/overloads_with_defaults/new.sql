-- Routines of one name come beside one that views and defaults call, which would be ambiguous among them
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION f(bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 2';
CREATE FUNCTION f(smallint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 3';
CREATE FUNCTION f(integer, integer DEFAULT 4) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 4';
CREATE VIEW v AS SELECT f(1::bigint) AS n;
CREATE TABLE t (id integer DEFAULT f(2, 3), c smallint);
CREATE VIEW w AS SELECT f(c) AS n FROM t;
