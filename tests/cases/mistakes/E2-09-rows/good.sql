CREATE TABLE task (id integer PRIMARY KEY, tenant_id integer NOT NULL);
ALTER TABLE task ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON task USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::integer);
CREATE MATERIALIZED VIEW tasks AS SELECT tenant_id, count(*) AS tasks FROM task GROUP BY tenant_id;
CREATE UNIQUE INDEX tasks_tenant ON tasks (tenant_id);
CREATE VIEW own_tasks WITH (security_barrier = true) AS SELECT tasks FROM tasks WHERE tenant_id = NULLIF(current_setting('app.tenant', true), '')::integer;
GRANT SELECT ON own_tasks TO PUBLIC;
