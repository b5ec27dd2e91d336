-- A view calls a function that reads another view, both change
CREATE TABLE pot (id integer PRIMARY KEY, weight integer);
CREATE VIEW light AS SELECT id FROM pot WHERE weight < 500;
CREATE FUNCTION light_count() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM light; END;
CREATE VIEW summary AS SELECT light_count() AS n;
