-- A view that must be rebuilt keeps owner, grants, comment, default and trigger
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer);
CREATE FUNCTION pot_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE VIEW pot_list AS SELECT id, glaze, weight FROM pot;
ALTER VIEW pot_list OWNER TO colonnade_manager;
GRANT SELECT ON pot_list TO colonnade_clerk;
COMMENT ON VIEW pot_list IS 'as told';
COMMENT ON COLUMN pot_list.glaze IS 'outer skin';
ALTER VIEW pot_list ALTER COLUMN glaze SET DEFAULT 'raku';
CREATE TRIGGER pot_write INSTEAD OF INSERT ON pot_list FOR EACH ROW EXECUTE FUNCTION pot_write();
