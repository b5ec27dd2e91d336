-- Volatility, strictness, parallel safety, leakproofness, cost and rows change
CREATE FUNCTION a(x integer) RETURNS integer LANGUAGE sql AS 'SELECT x';
CREATE FUNCTION b(x integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF COST 5 AS 'SELECT x';
CREATE FUNCTION c(x integer) RETURNS SETOF integer LANGUAGE sql ROWS 10 AS 'SELECT x';
