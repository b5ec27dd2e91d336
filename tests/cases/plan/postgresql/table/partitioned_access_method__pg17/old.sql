-- A partitioned table names the access method of its future partitions
CREATE ACCESS METHOD cellar TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE mead (id integer, year integer) PARTITION BY LIST (year);
CREATE TABLE mead_2020 PARTITION OF mead FOR VALUES IN (2020) USING heap;
