-- New objects arrive with their privileges, old ones leave with theirs
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE book (id integer PRIMARY KEY);
CREATE VIEW titles AS SELECT id FROM book;
CREATE FUNCTION fine() RETURNS integer LANGUAGE sql AS 'SELECT 1';
GRANT SELECT ON book TO colonnade_clerk;
GRANT SELECT ON titles TO PUBLIC;
REVOKE ALL ON FUNCTION fine() FROM PUBLIC;
