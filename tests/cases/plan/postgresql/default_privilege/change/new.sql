-- Default privileges change, for the whole database and for one schema
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA library;
ALTER DEFAULT PRIVILEGES FOR ROLE colonnade_manager GRANT SELECT ON TABLES TO colonnade_clerk WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE colonnade_manager REVOKE TRUNCATE ON TABLES FROM colonnade_manager;
