-- Half of a schema moves to a new one, with types, functions and keys across
CREATE SCHEMA depot;
CREATE TYPE depot.size AS ENUM ('s', 'm', 'l');
CREATE TABLE depot.box (id integer PRIMARY KEY, size depot.size NOT NULL);
CREATE FUNCTION depot.volume(s depot.size) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE s WHEN 's' THEN 1 WHEN 'm' THEN 3 ELSE 9 END$$;
CREATE TABLE parcel (id integer PRIMARY KEY, box_id integer REFERENCES depot.box);
CREATE VIEW volumes AS SELECT p.id, depot.volume(b.size) AS v FROM parcel p JOIN depot.box b ON b.id = p.box_id;
