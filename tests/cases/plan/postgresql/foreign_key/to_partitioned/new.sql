-- A foreign key to a partitioned table is added, and one from it
CREATE TABLE sailing (id integer, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE sailing_2024 PARTITION OF sailing FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE ferry (id integer PRIMARY KEY);
ALTER TABLE sailing ADD COLUMN ferry_id integer;
CREATE TABLE booking (id integer PRIMARY KEY, sailing_id integer, day date);
ALTER TABLE booking ADD CONSTRAINT booking_sailing FOREIGN KEY (sailing_id, day) REFERENCES sailing (id, day) ON DELETE CASCADE;
ALTER TABLE sailing ADD CONSTRAINT sailing_ferry FOREIGN KEY (ferry_id) REFERENCES ferry;
