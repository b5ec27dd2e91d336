-- A sequence is owned by another table's column, one is let go, one is taken up
CREATE TABLE t (a integer, b integer); CREATE TABLE u (c integer);
CREATE SEQUENCE s1 OWNED BY u.c; CREATE SEQUENCE s2; CREATE SEQUENCE s3 AS smallint INCREMENT 5 CYCLE OWNED BY t.b;
ALTER TABLE t ALTER b SET DEFAULT nextval('s3');
ALTER TABLE u ALTER c SET DEFAULT nextval('s1');
