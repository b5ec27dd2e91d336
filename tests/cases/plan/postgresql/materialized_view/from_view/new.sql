-- A view becomes a materialised view of the same name
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list AS SELECT DISTINCT glaze FROM pot;
