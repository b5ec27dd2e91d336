-- Only the indexes of a materialised view change
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list AS SELECT id, glaze FROM pot;
CREATE INDEX glaze_list_a ON glaze_list (id);
