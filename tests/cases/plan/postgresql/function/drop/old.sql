-- Functions go, one of a pair of overloads stays
CREATE FUNCTION yield(kilos integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT kilos';
CREATE FUNCTION yield(kilos numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT kilos';
CREATE FUNCTION rest() RETURNS void LANGUAGE sql AS '';
