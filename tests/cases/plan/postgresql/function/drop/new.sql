-- Functions go, one of a pair of overloads stays
CREATE FUNCTION yield(kilos integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT kilos';
