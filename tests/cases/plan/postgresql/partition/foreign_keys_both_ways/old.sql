-- Foreign keys from and to partitioned tables change
CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE p (id integer, k integer, a integer REFERENCES a, PRIMARY KEY (id, k)) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE c (pid integer, pk integer, FOREIGN KEY (pid, pk) REFERENCES p);
