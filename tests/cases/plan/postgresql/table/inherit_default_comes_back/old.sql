-- A column goes with its parents', and comes back with the defaults that heirs and partitions had of their own
CREATE TABLE base (a integer, b integer DEFAULT 1);
CREATE TABLE heir (x integer) INHERITS (base);
ALTER TABLE heir ALTER b SET DEFAULT 5;
COMMENT ON COLUMN heir.b IS 'its own';
CREATE TABLE parted (k integer, b integer DEFAULT 1) PARTITION BY LIST (k);
CREATE TABLE part PARTITION OF parted FOR VALUES IN (1, 2);
ALTER TABLE part ALTER b SET DEFAULT 6;
