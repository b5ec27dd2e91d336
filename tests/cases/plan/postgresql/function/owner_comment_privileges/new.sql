-- Owner, comment and execute privileges of functions change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FUNCTION a() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(integer DEFAULT 0) RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION a() OWNER TO colonnade_manager;
COMMENT ON FUNCTION b(integer) IS 'new';
REVOKE EXECUTE ON FUNCTION a() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION a() TO colonnade_clerk WITH GRANT OPTION;
