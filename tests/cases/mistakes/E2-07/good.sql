CREATE TABLE task (id integer PRIMARY KEY, tenant_id integer NOT NULL, number text NOT NULL,
  UNIQUE (tenant_id, number));
