-- Half of a schema moves to a new one, with types, functions and keys across
CREATE TYPE size AS ENUM ('s', 'm', 'l');
CREATE TABLE box (id integer PRIMARY KEY, size size NOT NULL);
CREATE FUNCTION volume(s size) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE s WHEN 's' THEN 1 WHEN 'm' THEN 3 ELSE 9 END$$;
CREATE TABLE parcel (id integer PRIMARY KEY, box_id integer REFERENCES box);
CREATE VIEW volumes AS SELECT p.id, volume(b.size) AS v FROM parcel p JOIN box b ON b.id = p.box_id;
