-- Procedures with transaction control and out parameters appear
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
CREATE PROCEDURE plant(o integer, n integer DEFAULT 1) LANGUAGE plpgsql AS $$ BEGIN UPDATE orchard SET trees = trees + n WHERE id = o; COMMIT; END $$;
CREATE PROCEDURE tally(IN o integer, OUT n integer) LANGUAGE sql BEGIN ATOMIC SELECT trees FROM orchard WHERE id = o; END;
