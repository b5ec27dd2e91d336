-- Privileges on functions and tables of the system catalogue change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
GRANT SELECT ON pg_catalog.pg_authid TO colonnade_clerk;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) TO colonnade_clerk;
CREATE TABLE book (id integer);
