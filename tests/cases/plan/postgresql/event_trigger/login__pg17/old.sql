-- A trigger on login appears
CREATE FUNCTION hello() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
