CREATE TABLE project (id integer PRIMARY KEY, tenant_id integer NOT NULL, slug text NOT NULL UNIQUE);
