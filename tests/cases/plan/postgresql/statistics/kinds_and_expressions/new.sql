-- Extended statistics over columns that change
CREATE TABLE t (a bigint, b bigint, c varchar(10));
CREATE STATISTICS s1 (ndistinct, mcv) ON a, b FROM t;
CREATE STATISTICS s2 ON a, (b + 1), lower(c) FROM t;
CREATE STATISTICS s3 ON a, c FROM t;
ALTER STATISTICS s3 SET STATISTICS 0;
COMMENT ON STATISTICS s2 IS 'x';
