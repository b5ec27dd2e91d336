CREATE FUNCTION reveal(bytea) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = ''
  AS 'SELECT pg_catalog.convert_from($1, ''UTF8'')';
REVOKE EXECUTE ON FUNCTION reveal(bytea) FROM PUBLIC;
