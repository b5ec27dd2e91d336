-- Policies for every command, permissive and restrictive, appear
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE dog (id integer PRIMARY KEY, owner_name text);
ALTER TABLE dog ENABLE ROW LEVEL SECURITY;
CREATE POLICY p_all ON dog USING (owner_name = CURRENT_USER);
CREATE POLICY p_select ON dog FOR SELECT TO colonnade_clerk USING (true);
CREATE POLICY p_insert ON dog FOR INSERT TO colonnade_clerk, colonnade_manager WITH CHECK (owner_name <> '');
CREATE POLICY p_update ON dog FOR UPDATE USING (id > 0) WITH CHECK (id > 1);
CREATE POLICY p_delete ON dog AS RESTRICTIVE FOR DELETE TO colonnade_manager USING (owner_name IN (SELECT CURRENT_USER));
COMMENT ON POLICY p_all ON dog IS 'own dogs only';
