-- Out and inout parameters are added and removed
CREATE FUNCTION span(OUT first integer, OUT last integer, OUT total bigint) LANGUAGE sql AS 'SELECT 1, 2, 3::bigint';
CREATE FUNCTION bump(INOUT n integer, OUT twice integer) LANGUAGE sql AS 'SELECT n + 1, n * 2';
