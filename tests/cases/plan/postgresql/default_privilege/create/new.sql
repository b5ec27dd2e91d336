-- Default privileges for tables, sequences, functions, types and schemas appear
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA library;
ALTER DEFAULT PRIVILEGES IN SCHEMA library GRANT SELECT ON TABLES TO colonnade_clerk;
ALTER DEFAULT PRIVILEGES FOR ROLE colonnade_manager IN SCHEMA library GRANT USAGE ON SEQUENCES TO colonnade_clerk WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE colonnade_manager REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE colonnade_manager REVOKE USAGE ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE colonnade_manager GRANT CREATE ON SCHEMAS TO colonnade_clerk;
