-- A table that others refer to and a view reads is dropped
CREATE TABLE hive (id integer PRIMARY KEY, placed_on date NOT NULL);
CREATE TABLE apiary (id integer PRIMARY KEY, village text);
CREATE TABLE inspection (hive_id integer REFERENCES hive, apiary_id integer REFERENCES apiary, seen_on date);
CREATE VIEW apiary_visits AS SELECT village, count(*) AS visits FROM apiary JOIN inspection ON apiary_id = id GROUP BY village;
