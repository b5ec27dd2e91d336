-- Owner, comment and execute privileges of functions change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FUNCTION a() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(integer DEFAULT 0) RETURNS integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION a() IS 'old';
REVOKE EXECUTE ON FUNCTION b(integer) FROM PUBLIC;
