-- Bodies change, with quotes, dollars and backslashes inside
CREATE FUNCTION label(n integer) RETURNS text LANGUAGE plpgsql AS $fn$ BEGIN RETURN $$it's 'tree' $$ || n || E'\\' || '%s $1 {x}'; END $fn$;
CREATE FUNCTION path() RETURNS text LANGUAGE sql AS $$SELECT E'C:\\apples\n' -- a remark
$$;
