-- A column goes and another has the name of its NOT NULL, as after a rename; partitions have their own
CREATE TABLE city (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE parted (k integer, v integer NOT NULL) PARTITION BY LIST (k);
CREATE TABLE part (k integer, v integer NOT NULL);
ALTER TABLE parted ATTACH PARTITION part FOR VALUES IN (1, 2);
