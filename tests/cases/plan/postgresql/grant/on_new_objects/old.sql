-- New objects arrive with their privileges, old ones leave with theirs
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE card (id integer);
GRANT SELECT ON card TO colonnade_clerk;
