CREATE TABLE project (id integer PRIMARY KEY, slug text NOT NULL UNIQUE);
