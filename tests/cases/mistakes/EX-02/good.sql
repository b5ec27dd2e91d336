CREATE TABLE task (id integer PRIMARY KEY, tenant_id text NOT NULL);
ALTER TABLE task ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON task USING (tenant_id = current_setting('app.tenant', true));
CREATE TABLE bill (id integer PRIMARY KEY, tenant_id text NOT NULL);
ALTER TABLE bill ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON bill USING (tenant_id = current_setting('app.tenant', true));
