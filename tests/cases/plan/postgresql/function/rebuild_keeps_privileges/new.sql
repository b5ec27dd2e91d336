-- A function that must be dropped for its new return type keeps owner, grants and comment
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FUNCTION quota(n integer) RETURNS text LANGUAGE sql AS 'SELECT n::text';
ALTER FUNCTION quota(integer) OWNER TO colonnade_manager;
REVOKE EXECUTE ON FUNCTION quota(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION quota(integer) TO colonnade_clerk;
COMMENT ON FUNCTION quota(integer) IS 'boxes a day';
