-- The schema public gets another owner
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE loaf (id integer);
ALTER SCHEMA public OWNER TO colonnade_manager;
