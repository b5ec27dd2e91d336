CREATE TABLE sale (id integer PRIMARY KEY, day date NOT NULL, amount numeric NOT NULL);
CREATE MATERIALIZED VIEW by_day AS SELECT day, sum(amount) AS amount FROM sale GROUP BY day;
CREATE INDEX by_day_day ON by_day (day);
