-- Default privileges for large objects appear
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE book (id integer);
ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO colonnade_clerk;
