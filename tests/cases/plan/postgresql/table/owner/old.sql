-- Tables change owner, with the sequence they own
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE harvest (id serial PRIMARY KEY, kilos numeric);
CREATE TABLE jar (id integer GENERATED ALWAYS AS IDENTITY);
ALTER TABLE jar OWNER TO colonnade_clerk;
