CREATE TABLE project (id integer PRIMARY KEY, slug text NOT NULL UNIQUE);
ALTER TABLE project ADD CONSTRAINT project_slug_again UNIQUE (slug);
