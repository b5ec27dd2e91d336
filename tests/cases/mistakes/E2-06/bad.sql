CREATE TABLE client (id integer PRIMARY KEY, tenant_id integer NOT NULL);
CREATE TABLE task (id integer PRIMARY KEY, tenant_id integer NOT NULL, client_id integer REFERENCES client);
CREATE INDEX task_client ON task (client_id);
