-- Columns, options, checks and triggers of a foreign table change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge FOREIGN DATA WRAPPER far;
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FOREIGN TABLE guest (id integer OPTIONS (a '1', b '2'), name varchar(10) NOT NULL, old text, CONSTRAINT c1 CHECK (id > 0)) SERVER lodge OPTIONS (t 'x', u 'y');
