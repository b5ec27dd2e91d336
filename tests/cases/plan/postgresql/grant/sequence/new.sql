-- Sequence privileges change, on a serial's sequence too
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SEQUENCE shelf_mark;
CREATE TABLE book (id serial PRIMARY KEY);
GRANT SELECT, UPDATE ON SEQUENCE shelf_mark TO colonnade_clerk;
GRANT USAGE ON SEQUENCE book_id_seq TO colonnade_clerk WITH GRANT OPTION;
