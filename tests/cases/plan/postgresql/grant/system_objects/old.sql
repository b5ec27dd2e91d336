-- Privileges on functions and tables of the system catalogue change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
CREATE TABLE book (id integer);
