-- Owner, comment and usage of an enum change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TYPE voice AS ENUM ('soprano', 'alto');
ALTER TYPE voice OWNER TO colonnade_manager;
REVOKE USAGE ON TYPE voice FROM PUBLIC;
GRANT USAGE ON TYPE voice TO colonnade_clerk WITH GRANT OPTION;
