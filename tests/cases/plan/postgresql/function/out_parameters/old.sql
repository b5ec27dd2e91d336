-- Out and inout parameters are added and removed
CREATE FUNCTION span(OUT first integer, OUT last integer) LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION bump(INOUT n integer) LANGUAGE sql AS 'SELECT n + 1';
