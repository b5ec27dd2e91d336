-- Columns that must have values go from tables without a key, and their values come back
CREATE TABLE loose (a integer, b integer NOT NULL, c text);
CREATE TABLE single (x integer NOT NULL);
CREATE TABLE keyed (a integer PRIMARY KEY, b integer NOT NULL);
CREATE TABLE parted (k integer, v integer NOT NULL) PARTITION BY LIST (k);
CREATE TABLE part1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE part2 PARTITION OF parted FOR VALUES IN (2);
CREATE VIEW all_b AS SELECT b FROM loose;
