-- The columns of a table function that a view reads change
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer, village text);
CREATE FUNCTION in_village(v text) RETURNS TABLE (orchard_id integer, trees integer) LANGUAGE sql STABLE AS 'SELECT id, o.trees FROM orchard o WHERE village = v';
CREATE VIEW oberdorf AS SELECT orchard_id, trees FROM in_village('Oberdorf');
