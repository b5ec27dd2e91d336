-- Defaults of parameters are added, changed and removed
CREATE FUNCTION a(x integer, y integer DEFAULT 10) RETURNS integer LANGUAGE sql AS 'SELECT x + y';
CREATE FUNCTION b(x integer DEFAULT 2, y text DEFAULT 'it''s new') RETURNS text LANGUAGE sql AS 'SELECT x || y';
CREATE FUNCTION c(x integer) RETURNS integer LANGUAGE sql AS 'SELECT x';
