-- Owner, comment and privileges of an aggregate change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE AGGREGATE total(numeric) (SFUNC = numeric_add, STYPE = numeric);
ALTER AGGREGATE total(numeric) OWNER TO colonnade_manager;
REVOKE EXECUTE ON FUNCTION total(numeric) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION total(numeric) TO colonnade_clerk;
