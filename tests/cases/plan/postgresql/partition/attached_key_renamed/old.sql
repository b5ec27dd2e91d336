-- The keys of partitions get other names while they hang on that of the parent
CREATE TABLE stay (id integer NOT NULL, room text, CONSTRAINT k UNIQUE (id)) PARTITION BY RANGE (id);
CREATE TABLE stay_a PARTITION OF stay FOR VALUES FROM (1) TO (10) PARTITION BY RANGE (id);
CREATE TABLE stay_a1 PARTITION OF stay_a FOR VALUES FROM (1) TO (5);
