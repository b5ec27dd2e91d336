CREATE TABLE t AS SELECT 1 AS "a b", 'x' AS c, 2.5 AS [select], NULL AS d;
