-- A foreign key that is not validated is put on a partitioned table
CREATE TABLE ferry (id integer PRIMARY KEY);
CREATE TABLE sailing (id integer, ferry_id integer) PARTITION BY HASH (id);
CREATE TABLE sailing_0 PARTITION OF sailing FOR VALUES WITH (MODULUS 1, REMAINDER 0);
ALTER TABLE sailing ADD CONSTRAINT sailing_ferry FOREIGN KEY (ferry_id) REFERENCES ferry NOT VALID;
