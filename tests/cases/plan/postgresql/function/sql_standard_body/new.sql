-- A quoted SQL body becomes a standard one and the reverse
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
CREATE FUNCTION a(n integer) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM orchard WHERE trees > n; END;
CREATE FUNCTION b(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n + 1';
