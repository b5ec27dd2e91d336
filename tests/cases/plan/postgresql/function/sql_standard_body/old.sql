-- A quoted SQL body becomes a standard one and the reverse
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
CREATE FUNCTION a(n integer) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM orchard WHERE trees > n';
CREATE FUNCTION b(n integer) RETURNS integer LANGUAGE sql RETURN n + 1;
