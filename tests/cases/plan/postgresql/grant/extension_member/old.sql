-- Privileges on the members of an extension change
-- needs: extension citext
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE EXTENSION citext;
REVOKE EXECUTE ON FUNCTION regexp_matches(citext, citext) FROM PUBLIC;
