-- The function behind a generated column is replaced by another
CREATE FUNCTION with_tax(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 1.16';
CREATE TABLE fare (id integer PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (with_tax(net)) STORED);
