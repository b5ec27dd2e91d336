-- Overloads and variadic forms come and go around one that stays
CREATE FUNCTION join_names(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT $1 || ', ' || $2$$;
CREATE FUNCTION join_names(text, text, VARIADIC rest text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT $1 || $2 || array_to_string(rest, '')$$;
CREATE FUNCTION tally(VARIADIC integer[]) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT sum(n)::integer FROM unnest($1) n';
