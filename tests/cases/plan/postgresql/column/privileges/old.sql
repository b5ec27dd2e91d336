-- Column privileges are granted and revoked
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE customer (id integer PRIMARY KEY, name text, phone text);
GRANT SELECT (id, name, phone) ON customer TO colonnade_clerk;
