-- A rule writes into a table that is replaced by one of another name
CREATE TABLE dog (id integer PRIMARY KEY);
CREATE TABLE log_a (id integer);
CREATE RULE r1 AS ON INSERT TO dog DO ALSO INSERT INTO log_a VALUES (NEW.id);
