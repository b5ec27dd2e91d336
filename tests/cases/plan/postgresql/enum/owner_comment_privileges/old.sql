-- Owner, comment and usage of an enum change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TYPE voice AS ENUM ('soprano', 'alto');
COMMENT ON TYPE voice IS 'old';
GRANT USAGE ON TYPE voice TO colonnade_clerk;
