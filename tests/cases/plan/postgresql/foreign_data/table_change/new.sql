-- Columns, options, checks and triggers of a foreign table change
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge FOREIGN DATA WRAPPER far;
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FOREIGN TABLE guest (id bigint OPTIONS (b '3', c '4'), name varchar(40) DEFAULT 'x', born date, CONSTRAINT c2 CHECK (id > 1) NOT VALID) SERVER lodge OPTIONS (t 'z');
CREATE TRIGGER t1 AFTER INSERT ON guest FOR EACH ROW EXECUTE FUNCTION note();
GRANT SELECT ON guest TO colonnade_clerk;
ALTER FOREIGN TABLE guest ALTER COLUMN name SET STATISTICS 50;
