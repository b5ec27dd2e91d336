-- Owner, comment and privileges of an aggregate change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE AGGREGATE total(numeric) (SFUNC = numeric_add, STYPE = numeric);
COMMENT ON AGGREGATE total(numeric) IS 'old';
