-- Column privileges stand beside table privileges of the same role
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE book (id integer PRIMARY KEY, title text, price numeric);
GRANT SELECT ON book TO colonnade_clerk;
GRANT UPDATE (title, price) ON book TO colonnade_clerk;
