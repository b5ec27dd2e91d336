CREATE TABLE task (tenant_id integer, id integer, PRIMARY KEY (tenant_id, id));
ALTER TABLE task ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON task USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::integer);
CREATE TABLE bill (tenant_id integer, id integer, PRIMARY KEY (tenant_id, id));
ALTER TABLE bill ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON bill USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::integer);
