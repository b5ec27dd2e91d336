CREATE TABLE client (id integer PRIMARY KEY, tenant_id integer NOT NULL, email text NOT NULL,
  UNIQUE (tenant_id, email));
