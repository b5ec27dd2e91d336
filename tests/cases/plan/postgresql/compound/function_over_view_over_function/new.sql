-- Function, view, function and check stand on each other, and the lowest changes its type
CREATE TABLE rate (zone integer PRIMARY KEY, price integer NOT NULL);
CREATE FUNCTION gross(n integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT n * 1.19';
CREATE VIEW price_list AS SELECT zone, gross(price) AS gross FROM rate;
CREATE FUNCTION price_rows() RETURNS SETOF price_list LANGUAGE sql STABLE BEGIN ATOMIC SELECT zone, gross FROM price_list; END;
CREATE VIEW dear AS SELECT zone FROM price_rows() WHERE gross > 10;
ALTER TABLE rate ADD CONSTRAINT rate_gross CHECK (gross(price) > 0);
