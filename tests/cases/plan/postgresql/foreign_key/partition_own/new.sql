-- Only one partition has a foreign key of its own, then the whole tree has it
CREATE TABLE ferry (id integer PRIMARY KEY);
CREATE TABLE sailing (id integer, ferry_id integer) PARTITION BY HASH (id);
CREATE TABLE sailing_0 PARTITION OF sailing FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE sailing_1 PARTITION OF sailing FOR VALUES WITH (MODULUS 2, REMAINDER 1);
ALTER TABLE sailing ADD CONSTRAINT sailing_ferry FOREIGN KEY (ferry_id) REFERENCES ferry;
