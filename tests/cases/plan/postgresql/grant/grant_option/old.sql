-- The grant option is given and taken while the privilege stays
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE book (id integer PRIMARY KEY);
GRANT SELECT, INSERT ON book TO colonnade_clerk WITH GRANT OPTION;
GRANT SELECT ON book TO colonnade_manager;
