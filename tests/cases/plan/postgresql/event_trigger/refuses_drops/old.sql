-- An event trigger that forbids dropping tables goes together with a table
CREATE FUNCTION no_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nothing is dropped here'; END $$;
CREATE EVENT TRIGGER no_drop ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION no_drop();
CREATE TABLE old_dog (id integer);
CREATE TABLE dog (id integer);
