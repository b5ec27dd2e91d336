-- An event trigger that refuses tables without a comment stays while tables come and go
CREATE FUNCTION strict_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE command_tag = 'CREATE TABLE AS') THEN RAISE EXCEPTION 'no copies please'; END IF; END $$;
CREATE EVENT TRIGGER strict_ddl ON ddl_command_end WHEN TAG IN ('CREATE TABLE AS') EXECUTE FUNCTION strict_ddl();
CREATE TABLE parcel (id integer PRIMARY KEY, grams integer);
