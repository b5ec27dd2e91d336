-- Security definer and settings of a function change
CREATE FUNCTION a() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog SET work_mem = '8MB' AS 'SELECT 1';
