-- A foreign table moves to another server and becomes a partition
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER a FOREIGN DATA WRAPPER far;
CREATE SERVER b FOREIGN DATA WRAPPER far;
CREATE TABLE stay (id integer, year integer) PARTITION BY LIST (year);
CREATE TABLE stay_2024 PARTITION OF stay FOR VALUES IN (2024);
CREATE FOREIGN TABLE stay_2023 (id integer, year integer) SERVER a;
