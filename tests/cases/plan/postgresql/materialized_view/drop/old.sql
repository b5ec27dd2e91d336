-- Materialised views go, with the view above
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list AS SELECT DISTINCT glaze FROM pot;
CREATE VIEW glaze_short AS SELECT left(glaze, 3) AS g FROM glaze_list;
