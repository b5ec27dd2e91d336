-- Privileges for public and for roles with names that need quoting
DO $$ BEGIN CREATE ROLE "Colonnade Trainee"; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE book (id integer PRIMARY KEY, "Shelf Mark" text);
GRANT SELECT ON book TO "Colonnade Trainee";
