-- A materialised view with an index becomes a view of the same name
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list AS SELECT DISTINCT glaze FROM pot;
CREATE INDEX glaze_list_key ON glaze_list (glaze);
