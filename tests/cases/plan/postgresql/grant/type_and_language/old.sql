-- Usage of types, domains and languages is revoked and granted
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TYPE binding AS ENUM ('hard', 'soft');
CREATE DOMAIN isbn AS text;
REVOKE USAGE ON TYPE binding FROM PUBLIC;
