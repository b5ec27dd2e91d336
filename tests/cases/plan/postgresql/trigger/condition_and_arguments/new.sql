-- The condition, the arguments and the function of triggers change, comments stay
CREATE TABLE kennel_log (id integer PRIMARY KEY, dog text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t1 AFTER UPDATE ON kennel_log FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.*) EXECUTE FUNCTION note();
CREATE TRIGGER t2 AFTER UPDATE ON kennel_log FOR EACH ROW EXECUTE FUNCTION note('b', E'x\\y');
CREATE TRIGGER t3 AFTER UPDATE ON kennel_log FOR EACH ROW EXECUTE FUNCTION other();
COMMENT ON TRIGGER t1 ON kennel_log IS 'stays';
