-- The column that a trigger watches goes, and the trigger watches another
CREATE TABLE dog (
    id integer PRIMARY KEY,
    name text
);
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER watch BEFORE UPDATE OF name ON dog FOR EACH ROW EXECUTE FUNCTION pass();
