-- A privilege passed on by another role than the owner
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE book (id integer PRIMARY KEY);
GRANT SELECT ON book TO colonnade_manager WITH GRANT OPTION;
SET ROLE colonnade_manager;
GRANT SELECT ON book TO colonnade_clerk;
RESET ROLE;
