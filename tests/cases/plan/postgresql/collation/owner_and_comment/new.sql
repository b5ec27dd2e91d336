-- Owner and comment of a collation change
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE COLLATION plain (locale = 'C');
ALTER COLLATION plain OWNER TO colonnade_manager;
COMMENT ON COLLATION plain IS 'new';
