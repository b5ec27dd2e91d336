-- A table's default calls a function that reads a view over the table; all change
CREATE TABLE t (id integer, n integer);
CREATE VIEW v AS SELECT max(n) AS m FROM t;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT m FROM v; END;
ALTER TABLE t ALTER n SET DEFAULT f();
