-- Schema privileges change, those of public among them
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA library;
CREATE TABLE library.book (id integer);
GRANT USAGE, CREATE ON SCHEMA library TO colonnade_manager WITH GRANT OPTION;
GRANT USAGE ON SCHEMA library TO colonnade_clerk;
GRANT CREATE ON SCHEMA public TO colonnade_clerk;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
