-- The initial value, final function and sort operator of aggregates change, one in use by a view
CREATE TABLE apple (id integer PRIMARY KEY, weight numeric);
CREATE AGGREGATE total(numeric) (SFUNC = numeric_add, STYPE = numeric, INITCOND = '0');
CREATE AGGREGATE biggest(numeric) (SFUNC = numeric_larger, STYPE = numeric);
CREATE VIEW apple_total AS SELECT total(weight) AS t FROM apple;
