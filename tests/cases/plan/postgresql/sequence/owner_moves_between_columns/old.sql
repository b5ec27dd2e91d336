-- A sequence is owned by another table's column, one is let go, one is taken up
CREATE TABLE t (a integer, b integer); CREATE TABLE u (c integer);
CREATE SEQUENCE s1 OWNED BY t.a; CREATE SEQUENCE s2 OWNED BY t.b; CREATE SEQUENCE s3;
ALTER TABLE t ALTER a SET DEFAULT nextval('s1');
