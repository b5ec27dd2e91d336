CREATE TABLE task (id integer PRIMARY KEY, client_id integer NOT NULL, amount numeric NOT NULL);
CREATE MATERIALIZED VIEW worth AS SELECT client_id, sum(amount) AS amount FROM task GROUP BY client_id;
