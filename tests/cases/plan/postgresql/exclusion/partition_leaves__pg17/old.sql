-- A partition leaves an exclusion with its parent
CREATE TABLE p (id int4range, r int4range, CONSTRAINT ex EXCLUDE USING gist (id WITH =, r WITH &&)) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('[1,2)');
CREATE TABLE p2 PARTITION OF p FOR VALUES IN ('[2,3)');
