-- Event, tags, function and state of event triggers change
CREATE FUNCTION watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE FUNCTION watch_more() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER e1 ON ddl_command_end EXECUTE FUNCTION watch_more();
CREATE EVENT TRIGGER e2 ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION watch_ddl();
CREATE EVENT TRIGGER e3 ON table_rewrite EXECUTE FUNCTION watch_ddl();
ALTER EVENT TRIGGER e3 ENABLE ALWAYS;
