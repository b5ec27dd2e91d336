DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

CREATE TABLE audit_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text NOT NULL);
GRANT ALL ON audit_log TO colonnade_reader;
