-- Default privileges go
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA library;
ALTER DEFAULT PRIVILEGES IN SCHEMA library GRANT SELECT ON TABLES TO colonnade_clerk;
ALTER DEFAULT PRIVILEGES FOR ROLE colonnade_manager REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
