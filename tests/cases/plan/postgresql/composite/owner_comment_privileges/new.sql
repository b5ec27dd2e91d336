-- Owner, comments and usage of a composite type change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TYPE spot AS (x integer, y integer);
ALTER TYPE spot OWNER TO colonnade_manager;
GRANT USAGE ON TYPE spot TO colonnade_clerk;
REVOKE USAGE ON TYPE spot FROM PUBLIC;
COMMENT ON COLUMN spot.x IS 'east';
