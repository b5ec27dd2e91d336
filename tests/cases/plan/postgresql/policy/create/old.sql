-- Policies for every command, permissive and restrictive, appear
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE dog (id integer PRIMARY KEY, owner_name text);
ALTER TABLE dog ENABLE ROW LEVEL SECURITY;
