-- A partition is added to a table that has a key, a unique key and indexes
CREATE TABLE a (id integer, d date, t text, PRIMARY KEY (id, d, t), CONSTRAINT once UNIQUE (t, d)) PARTITION BY RANGE (d);
CREATE INDEX a_by_text ON a (lower(t));
CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
