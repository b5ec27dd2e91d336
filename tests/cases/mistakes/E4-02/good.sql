CREATE TABLE project (id integer PRIMARY KEY, lead_id integer NOT NULL);
CREATE TABLE person (id integer PRIMARY KEY, project_id integer NOT NULL REFERENCES project);
ALTER TABLE project ADD FOREIGN KEY (lead_id) REFERENCES person DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON project (lead_id);
CREATE INDEX ON person (project_id);
