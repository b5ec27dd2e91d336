-- Overloads and variadic forms come and go around one that stays
CREATE FUNCTION join_names(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT $1 || ', ' || $2$$;
CREATE FUNCTION join_names(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION tally(integer[]) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT sum(n)::integer FROM unnest($1) n';
