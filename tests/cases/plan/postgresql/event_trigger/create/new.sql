-- Event triggers with and without tags appear
CREATE FUNCTION watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER on_end ON ddl_command_end EXECUTE FUNCTION watch_ddl();
CREATE EVENT TRIGGER on_drop ON sql_drop WHEN TAG IN ('DROP TABLE', 'DROP VIEW') EXECUTE FUNCTION watch_ddl();
COMMENT ON EVENT TRIGGER on_drop IS 'Who dropped what';
