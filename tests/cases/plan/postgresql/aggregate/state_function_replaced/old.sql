-- The state function of an aggregate is replaced by one with another signature
CREATE FUNCTION step(numeric, integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE total(integer) (SFUNC = step, STYPE = numeric, INITCOND = '0');
