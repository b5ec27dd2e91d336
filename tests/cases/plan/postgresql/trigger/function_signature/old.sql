-- The function behind a trigger is replaced by one in another schema
CREATE SCHEMA audit;
CREATE TABLE dog (id integer PRIMARY KEY);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t1 AFTER INSERT ON dog FOR EACH ROW EXECUTE FUNCTION note();
