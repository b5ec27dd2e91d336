-- The function behind a generated column is replaced by another
CREATE FUNCTION with_tax(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 * $2';
CREATE TABLE fare (id integer PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (with_tax(net, 1.19)) STORED);
