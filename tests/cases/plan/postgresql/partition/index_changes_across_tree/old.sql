-- Indexes of a parent are redefined, dropped, made, with partitions' own names
CREATE TABLE p (id integer, k integer, t text) PARTITION BY LIST (k);
CREATE TABLE pa PARTITION OF p FOR VALUES IN (1); CREATE TABLE pb PARTITION OF p FOR VALUES IN (2) PARTITION BY LIST (t); CREATE TABLE pb1 PARTITION OF pb FOR VALUES IN ('x');
CREATE INDEX i1 ON p (t); CREATE UNIQUE INDEX i2 ON ONLY p (k, id); ALTER TABLE p ADD CONSTRAINT u UNIQUE (k, t);
CREATE INDEX pa_i3 ON pa (id);
