-- The column that a trigger watches goes, and the trigger watches another
CREATE TABLE dog (
    id integer PRIMARY KEY,
    name text,
    weight integer
);
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER watch BEFORE UPDATE OF weight ON dog FOR EACH ROW EXECUTE FUNCTION pass();
