-- Sequences with every option appear
CREATE TABLE tea (id integer);
CREATE SEQUENCE lot_number;
CREATE SEQUENCE countdown AS smallint INCREMENT BY -1 MINVALUE -100 MAXVALUE 100 START WITH 100 CACHE 5 CYCLE;
COMMENT ON SEQUENCE countdown IS 'To the next tasting';
