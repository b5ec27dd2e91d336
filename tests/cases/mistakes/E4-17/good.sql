CREATE TABLE memory (tenant_id uuid, id uuid, said text NOT NULL, PRIMARY KEY (tenant_id, id));
ALTER TABLE memory ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON memory USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::uuid);
