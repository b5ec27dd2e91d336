CREATE FUNCTION hide(text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN RETURN md5($1 || current_setting('app.key')); END $$;
