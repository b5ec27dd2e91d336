-- Partitions are added to a parent with every sort of index and constraint
CREATE TABLE p (id integer NOT NULL, k integer NOT NULL, r int4range, t text, CONSTRAINT pk PRIMARY KEY (id, k), CONSTRAINT uq UNIQUE (k, t), CONSTRAINT ck CHECK (k > 0)) PARTITION BY LIST (k);
CREATE INDEX i1 ON p (t); CREATE UNIQUE INDEX i2 ON p (k, lower(t)) WHERE t <> ''; CREATE INDEX i3 ON p USING gist (r);
CREATE TABLE pa PARTITION OF p FOR VALUES IN (1);
