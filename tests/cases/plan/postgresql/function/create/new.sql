-- Functions in SQL and PL/pgSQL appear, one calling the other by name only
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
CREATE FUNCTION tree_total() RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT sum(trees_in(id)) FROM orchard); END $$;
CREATE FUNCTION trees_in(orchard_id integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT trees FROM orchard WHERE id = orchard_id';
COMMENT ON FUNCTION trees_in(integer) IS 'One orchard only';
