-- A view calls a function that reads another view, both change
CREATE TABLE pot (id integer PRIMARY KEY, weight integer);
CREATE VIEW light AS SELECT weight, id FROM pot WHERE weight < 400;
CREATE FUNCTION light_count() RETURNS numeric LANGUAGE sql STABLE BEGIN ATOMIC SELECT sum(weight) FROM light; END;
CREATE VIEW summary AS SELECT light_count() AS n;
