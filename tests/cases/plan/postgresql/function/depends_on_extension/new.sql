-- A function, an index, a trigger and a materialised view depend on an extension, and others no more
CREATE TABLE orchard (id integer PRIMARY KEY);
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER t BEFORE INSERT ON orchard FOR EACH ROW EXECUTE FUNCTION pass();
CREATE MATERIALIZED VIEW ids AS SELECT id FROM orchard;
CREATE INDEX orchard_x ON orchard ((id + 1));
ALTER FUNCTION pass() DEPENDS ON EXTENSION plpgsql;
ALTER TRIGGER t ON orchard DEPENDS ON EXTENSION plpgsql;
ALTER MATERIALIZED VIEW ids DEPENDS ON EXTENSION plpgsql;
