-- Only parameter names change, which no replacement allows
CREATE FUNCTION yield(kilos integer, trees integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1::numeric / $2';
CREATE TABLE orchard (id integer PRIMARY KEY, share numeric DEFAULT yield(10, 2));
