-- Security definer and settings of a function change
CREATE FUNCTION a() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = "$user", public, "Odd Schema" SET datestyle = 'ISO, DMY' SET statement_timeout = 0 AS 'SELECT 1';
CREATE FUNCTION b() RETURNS integer LANGUAGE sql SET work_mem = '16MB' AS 'SELECT 1';
