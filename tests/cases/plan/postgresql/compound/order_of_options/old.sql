-- Only the order of storage options, view options and settings is another
CREATE TABLE t (a integer) WITH (fillfactor=70, autovacuum_enabled=off, toast.autovacuum_enabled=off);
CREATE VIEW v WITH (security_barrier=true, security_invoker=true) AS SELECT a FROM t;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET work_mem = '1MB' SET search_path = public, pg_temp AS 'SELECT 1';
CREATE INDEX i ON t (a) WITH (fillfactor=60, deduplicate_items=off);
