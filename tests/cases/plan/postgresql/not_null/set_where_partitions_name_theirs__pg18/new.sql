-- A column of a parted table must have a value, and partitions call that rule otherwise
CREATE TABLE parted (k integer, v bigint NOT NULL) PARTITION BY LIST (k);
CREATE TABLE part1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE part2 (k integer, v bigint NOT NULL);
ALTER TABLE parted ATTACH PARTITION part2 FOR VALUES IN (2);
