-- A column goes and another has the name of its NOT NULL, as after a rename; partitions have their own
CREATE TABLE city (id integer PRIMARY KEY, title text CONSTRAINT city_name_not_null NOT NULL DEFAULT '');
CREATE TABLE parted (k integer, w integer CONSTRAINT parted_v_not_null NOT NULL) PARTITION BY LIST (k);
CREATE TABLE part (k integer, w integer CONSTRAINT part_v_not_null NOT NULL);
ALTER TABLE parted ATTACH PARTITION part FOR VALUES IN (1, 2);
