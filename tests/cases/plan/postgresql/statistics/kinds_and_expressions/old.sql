-- Extended statistics over columns that change
CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS s1 (ndistinct) ON a, b FROM t;
CREATE STATISTICS s2 ON a, (b + 1), lower(c) FROM t;
CREATE STATISTICS s3 ON a, c FROM t;
ALTER STATISTICS s3 SET STATISTICS 50;
