-- Roles, using and with check of a policy change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE dog (id integer PRIMARY KEY, owner_name text);
CREATE POLICY p1 ON dog FOR UPDATE TO colonnade_clerk USING (id > 0);
CREATE POLICY p2 ON dog TO colonnade_manager USING (id > 0) WITH CHECK (id > 5);
