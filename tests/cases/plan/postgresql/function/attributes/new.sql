-- Volatility, strictness, parallel safety, leakproofness, cost and rows change
CREATE FUNCTION a(x integer) RETURNS integer LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED COST 1000 AS 'SELECT x';
CREATE FUNCTION b(x integer) RETURNS integer LANGUAGE sql AS 'SELECT x';
CREATE FUNCTION c(x integer) RETURNS SETOF integer LANGUAGE sql ROWS 99999 AS 'SELECT x';
