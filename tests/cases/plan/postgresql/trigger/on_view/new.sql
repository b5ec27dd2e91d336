-- Instead-of triggers on a view come, change and go
CREATE TABLE dog (id integer PRIMARY KEY, name text);
CREATE VIEW dog_names AS SELECT name FROM dog;
CREATE FUNCTION write_dog() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t1 INSTEAD OF INSERT OR UPDATE ON dog_names FOR EACH ROW EXECUTE FUNCTION write_dog('x');
CREATE TRIGGER t3 BEFORE INSERT ON dog_names FOR EACH STATEMENT EXECUTE FUNCTION write_dog();
