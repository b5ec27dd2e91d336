-- Owner, comments and usage of a domain and its constraint change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE DOMAIN code AS text CONSTRAINT code_there CHECK (VALUE <> '');
ALTER DOMAIN code OWNER TO colonnade_manager;
COMMENT ON DOMAIN code IS 'new';
COMMENT ON CONSTRAINT code_there ON DOMAIN code IS 'never blank';
