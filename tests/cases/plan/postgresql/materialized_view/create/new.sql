-- Materialised views with an index, options and with no data appear
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list WITH (fillfactor = 80) AS SELECT DISTINCT glaze FROM pot;
CREATE UNIQUE INDEX glaze_list_key ON glaze_list (glaze);
CREATE MATERIALIZED VIEW later AS SELECT count(*) AS n FROM glaze_list WITH NO DATA;
COMMENT ON MATERIALIZED VIEW later IS 'Filled at night';
