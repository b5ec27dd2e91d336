-- A composite type gives its name to a table, and a function goes on using it
CREATE TABLE address (street text, town text);
CREATE FUNCTION line(a address) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT (a).street || ', ' || (a).town$$;
