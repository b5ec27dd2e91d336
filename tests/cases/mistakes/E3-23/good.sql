CREATE FUNCTION hide(value text, key text) RETURNS text LANGUAGE sql AS 'SELECT md5(value || key)';
