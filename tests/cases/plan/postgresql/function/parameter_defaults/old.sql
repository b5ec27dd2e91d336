-- Defaults of parameters are added, changed and removed
CREATE FUNCTION a(x integer, y integer) RETURNS integer LANGUAGE sql AS 'SELECT x + y';
CREATE FUNCTION b(x integer DEFAULT 1, y text DEFAULT 'old') RETURNS text LANGUAGE sql AS 'SELECT x || y';
CREATE FUNCTION c(x integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT x';
