-- Only the order of storage options, view options and settings is another
CREATE TABLE t (a integer) WITH (autovacuum_enabled=off, fillfactor=70, toast.autovacuum_enabled=off);
CREATE VIEW v WITH (security_invoker=true, security_barrier=true) AS SELECT a FROM t;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path = public, pg_temp SET work_mem = '1MB' AS 'SELECT 1';
CREATE INDEX i ON t (a) WITH (deduplicate_items=off, fillfactor=60);
