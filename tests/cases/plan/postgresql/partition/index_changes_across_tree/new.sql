-- Indexes of a parent are redefined, dropped, made, with partitions' own names
CREATE TABLE p (id bigint, k integer, t text) PARTITION BY LIST (k);
CREATE TABLE pa PARTITION OF p FOR VALUES IN (1); CREATE TABLE pb PARTITION OF p FOR VALUES IN (2) PARTITION BY LIST (t); CREATE TABLE pb1 PARTITION OF pb FOR VALUES IN ('x');
CREATE INDEX i1 ON p (t DESC); ALTER TABLE p ADD CONSTRAINT u UNIQUE (k, t) INCLUDE (id);
CREATE INDEX i3 ON ONLY p (id); CREATE INDEX pa_i3 ON pa (id); ALTER INDEX i3 ATTACH PARTITION pa_i3;
