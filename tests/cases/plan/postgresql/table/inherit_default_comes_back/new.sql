-- A column goes with its parents', and comes back with the defaults that heirs and partitions had of their own
CREATE TABLE base (a integer);
CREATE TABLE heir (x integer) INHERITS (base);
CREATE TABLE parted (k integer) PARTITION BY LIST (k);
CREATE TABLE part PARTITION OF parted FOR VALUES IN (1, 2);
