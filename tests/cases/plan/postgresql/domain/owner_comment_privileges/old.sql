-- Owner, comments and usage of a domain and its constraint change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE DOMAIN code AS text CONSTRAINT code_there CHECK (VALUE <> '');
GRANT USAGE ON DOMAIN code TO colonnade_clerk;
COMMENT ON DOMAIN code IS 'old';
