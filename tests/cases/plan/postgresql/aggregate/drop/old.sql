-- An aggregate goes with its functions and the view that used it
CREATE TABLE apple (id integer PRIMARY KEY, weight numeric);
CREATE FUNCTION add_abs(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 + abs($2)';
CREATE AGGREGATE sum_abs(numeric) (SFUNC = add_abs, STYPE = numeric, INITCOND = '0');
CREATE VIEW apple_sum AS SELECT sum_abs(weight) AS s FROM apple;
