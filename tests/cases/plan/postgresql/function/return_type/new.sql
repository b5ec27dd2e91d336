-- The return type of a function that a view uses changes
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
CREATE FUNCTION density(n integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT n / 10.0';
CREATE VIEW dense AS SELECT id, density(trees) AS d FROM orchard;
