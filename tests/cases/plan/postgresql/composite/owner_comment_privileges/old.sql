-- Owner, comments and usage of a composite type change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TYPE spot AS (x integer, y integer);
COMMENT ON TYPE spot IS 'old';
COMMENT ON COLUMN spot.y IS 'north';
