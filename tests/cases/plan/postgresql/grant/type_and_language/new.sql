-- Usage of types, domains and languages is revoked and granted
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TYPE binding AS ENUM ('hard', 'soft');
CREATE DOMAIN isbn AS text;
REVOKE USAGE ON DOMAIN isbn FROM PUBLIC;
GRANT USAGE ON DOMAIN isbn TO colonnade_clerk;
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO colonnade_clerk;
