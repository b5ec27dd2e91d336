-- A materialised view changes owner and privileges
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE MATERIALIZED VIEW glaze_list AS SELECT DISTINCT glaze FROM pot;
ALTER MATERIALIZED VIEW glaze_list OWNER TO colonnade_manager;
GRANT SELECT ON glaze_list TO colonnade_clerk WITH GRANT OPTION;
