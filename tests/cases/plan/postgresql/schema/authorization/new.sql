-- A schema is created for an owner who then holds its table
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE loaf (id integer PRIMARY KEY);
CREATE SCHEMA atelier AUTHORIZATION colonnade_manager;
CREATE TABLE atelier.mould (id integer PRIMARY KEY);
ALTER TABLE atelier.mould OWNER TO colonnade_manager;
