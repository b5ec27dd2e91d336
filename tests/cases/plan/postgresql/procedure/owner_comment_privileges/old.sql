-- Owner, comment and execute privileges of a procedure change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE PROCEDURE plant(o integer) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE plant(integer) IS 'old';
