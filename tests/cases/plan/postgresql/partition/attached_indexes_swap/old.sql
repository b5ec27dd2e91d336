-- Two indexes of a partition swap names and columns while they hang on those of the parent
CREATE TABLE p (id integer NOT NULL, k integer) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
CREATE INDEX i1 ON p1 (id); CREATE INDEX i2 ON p1 (k);
CREATE INDEX a ON p (id);
CREATE INDEX b ON p (k);
