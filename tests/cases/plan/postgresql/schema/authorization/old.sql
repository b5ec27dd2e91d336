-- A schema is created for an owner who then holds its table
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE loaf (id integer PRIMARY KEY);
