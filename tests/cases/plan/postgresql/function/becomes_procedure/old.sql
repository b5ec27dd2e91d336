-- A function becomes a procedure of the same name
CREATE FUNCTION prune(n integer) RETURNS void LANGUAGE sql AS 'SELECT NULL';
