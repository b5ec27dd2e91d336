CREATE TABLE client (tenant_id integer, id integer, PRIMARY KEY (tenant_id, id));
CREATE TABLE task (tenant_id integer, id integer, client_id integer, PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id));
CREATE INDEX task_client ON task (tenant_id, client_id);
