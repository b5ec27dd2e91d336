-- A routine with a default comes beside one of its name while the views that call that are made anew
CREATE FUNCTION g(a text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE VIEW v AS SELECT g('x') AS n;
CREATE VIEW u AS SELECT n + 1 AS m FROM v;
