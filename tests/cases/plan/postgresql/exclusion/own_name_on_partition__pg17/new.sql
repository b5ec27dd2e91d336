-- An exclusion has a name of its own on a partition
CREATE TABLE p (id int4range, r int4range, CONSTRAINT ex EXCLUDE USING gist (id WITH =, r WITH &&)) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('[1,2)');
ALTER TABLE p1 RENAME CONSTRAINT p1_id_r_excl TO mine;
CREATE TABLE p2 PARTITION OF p FOR VALUES IN ('[2,3)');
ALTER TABLE p2 RENAME CONSTRAINT p2_id_r_excl TO mine2;
