CREATE TABLE task (id integer PRIMARY KEY, tenant_id uuid NOT NULL);
ALTER TABLE task ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON task USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::uuid);
