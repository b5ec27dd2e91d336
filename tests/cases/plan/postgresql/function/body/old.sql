-- Bodies change, with quotes, dollars and backslashes inside
CREATE FUNCTION label(n integer) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'tree ' || n; END $$;
CREATE FUNCTION path() RETURNS text LANGUAGE sql AS $$SELECT 'a'$$;
