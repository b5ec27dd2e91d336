-- The default partition of one table goes, another table gains one
CREATE TABLE a (i integer) PARTITION BY LIST (i);
CREATE TABLE a_1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE b (i integer) PARTITION BY LIST (i);
CREATE TABLE b_1 PARTITION OF b FOR VALUES IN (1);
CREATE TABLE a_rest PARTITION OF a DEFAULT;
