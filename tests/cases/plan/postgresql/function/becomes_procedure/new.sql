-- A function becomes a procedure of the same name
CREATE PROCEDURE prune(n integer) LANGUAGE sql AS 'SELECT NULL';
