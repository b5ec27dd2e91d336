-- Owner and privileges of a view change, one of a column
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE VIEW pot_list AS SELECT id, glaze FROM pot;
ALTER VIEW pot_list OWNER TO colonnade_manager;
GRANT SELECT, INSERT ON pot_list TO colonnade_clerk;
GRANT UPDATE (glaze) ON pot_list TO colonnade_clerk;
