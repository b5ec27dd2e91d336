-- A trigger goes together with its function
CREATE TABLE kennel_log (id integer PRIMARY KEY);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t1 AFTER INSERT ON kennel_log FOR EACH ROW EXECUTE FUNCTION note();
