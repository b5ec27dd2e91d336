-- Storage parameters, access method, column storage and statistics of a materialised view change
CREATE ACCESS METHOD cellar TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list WITH (fillfactor = 50) AS SELECT id, glaze FROM pot;
