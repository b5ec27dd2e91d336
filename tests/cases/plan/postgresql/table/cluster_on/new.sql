-- The index a table is clustered on is set, moved and cleared
CREATE TABLE hive (id integer PRIMARY KEY, village text);
CREATE TABLE queen (id integer PRIMARY KEY, born integer);
CREATE TABLE drone (id integer PRIMARY KEY);
CREATE INDEX hive_village ON hive (village);
CREATE INDEX queen_born ON queen (born);
ALTER TABLE hive CLUSTER ON hive_village;
ALTER TABLE queen CLUSTER ON queen_born;
