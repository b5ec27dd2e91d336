-- A function returns rows of a table that gains a column and loses another
CREATE TABLE orchard (
    id integer PRIMARY KEY,
    trees integer,
    village text
);
CREATE FUNCTION small() RETURNS SETOF orchard LANGUAGE sql STABLE AS 'SELECT * FROM orchard WHERE trees < 10';
CREATE FUNCTION label(o orchard) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'orchard ' || (o).id$$;
CREATE VIEW small_ids AS SELECT s.id, label(s) AS label FROM small() s;
