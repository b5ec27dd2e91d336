-- Schema privileges change, those of public among them
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA library;
CREATE TABLE library.book (id integer);
GRANT USAGE ON SCHEMA library TO colonnade_clerk;
GRANT USAGE ON SCHEMA library TO PUBLIC;
