-- An exclusion constraint is put on a partitioned table
-- needs: extension btree_gist
CREATE EXTENSION btree_gist;
CREATE TABLE stay (id integer, during int4range) PARTITION BY HASH (id);
CREATE TABLE stay_0 PARTITION OF stay FOR VALUES WITH (MODULUS 1, REMAINDER 0);
