-- The type of a table's row is an argument, and the table is dropped
CREATE TABLE pear (id integer);
CREATE FUNCTION juicy(pear) RETURNS boolean LANGUAGE sql AS 'SELECT $1.id > 3';
CREATE TABLE apple (id integer);
