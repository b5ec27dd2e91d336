-- Table privileges are granted, narrowed, widened and revoked
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_auditor; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE book (id integer PRIMARY KEY, title text);
GRANT SELECT, INSERT, UPDATE, DELETE ON book TO colonnade_clerk;
GRANT SELECT ON book TO PUBLIC;
