CREATE TABLE asset (id integer PRIMARY KEY, project_id integer NOT NULL);
CREATE MATERIALIZED VIEW summary AS SELECT project_id, count(*) AS assets FROM asset GROUP BY project_id;
