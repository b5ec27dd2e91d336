-- An event trigger goes with its function
CREATE FUNCTION watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER on_start ON ddl_command_start EXECUTE FUNCTION watch_ddl();
CREATE TABLE dog (id integer);
