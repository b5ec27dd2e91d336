-- A partitioned table of its own becomes a branch of another, with indexes matched by definition
CREATE TABLE scan (id integer NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE INDEX scan_id ON scan (id);
CREATE TABLE scan_2024 (id integer NOT NULL, at date NOT NULL) PARTITION BY HASH (id);
CREATE TABLE scan_2024_0 PARTITION OF scan_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE scan_2024_1 PARTITION OF scan_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX own_name ON scan_2024 (id);
