-- A table's default calls a function that reads a view over the table; all change
CREATE TABLE t (id integer, n bigint);
CREATE VIEW v AS SELECT max(n) AS m, count(*) AS c FROM t;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT m + c FROM v; END;
ALTER TABLE t ALTER n SET DEFAULT f();
