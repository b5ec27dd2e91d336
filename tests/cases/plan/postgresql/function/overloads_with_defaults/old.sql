-- Routines of one name come beside one that views and defaults call, which would be ambiguous among them
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE VIEW v AS SELECT f(1) AS n;
CREATE TABLE t (id integer DEFAULT f(2), c smallint);
CREATE VIEW w AS SELECT f(c) AS n FROM t;
