-- Timing, events, level and columns of triggers change under the same names
CREATE TABLE kennel_log (id integer PRIMARY KEY, dog text, fed boolean);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t1 BEFORE INSERT OR DELETE ON kennel_log FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER t2 AFTER UPDATE ON kennel_log FOR EACH STATEMENT EXECUTE FUNCTION note();
CREATE TRIGGER t3 AFTER UPDATE OF fed, id ON kennel_log FOR EACH ROW EXECUTE FUNCTION note();
