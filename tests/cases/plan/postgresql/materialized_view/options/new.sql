-- Storage parameters, access method, column storage and statistics of a materialised view change
CREATE ACCESS METHOD cellar TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list USING cellar WITH (autovacuum_enabled = false) AS SELECT id, glaze FROM pot;
ALTER MATERIALIZED VIEW glaze_list ALTER COLUMN glaze SET STORAGE EXTERNAL;
ALTER MATERIALIZED VIEW glaze_list ALTER COLUMN glaze SET STATISTICS 250;
