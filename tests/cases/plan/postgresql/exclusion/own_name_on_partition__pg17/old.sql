-- An exclusion has a name of its own on a partition
CREATE TABLE p (id int4range, r int4range) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('[1,2)');
