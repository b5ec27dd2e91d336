-- The comment and the replica state of an event trigger change
CREATE FUNCTION watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER e1 ON sql_drop EXECUTE FUNCTION watch_ddl();
COMMENT ON EVENT TRIGGER e1 IS 'old';
