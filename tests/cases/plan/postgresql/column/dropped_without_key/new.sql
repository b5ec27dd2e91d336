-- Columns that must have values go from tables without a key, and their values come back
CREATE TABLE loose (a integer, c text);
CREATE TABLE single (y integer);
CREATE TABLE keyed (b integer NOT NULL);
CREATE TABLE parted (k integer) PARTITION BY LIST (k);
CREATE TABLE part1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE part2 PARTITION OF parted FOR VALUES IN (2);
