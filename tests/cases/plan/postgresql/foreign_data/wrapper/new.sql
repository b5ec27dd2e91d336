-- Foreign data wrappers come, go and change
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FOREIGN DATA WRAPPER near OPTIONS (debug 'true');
CREATE FOREIGN DATA WRAPPER far OPTIONS (speed 'it''s slow', "Odd" 'x');
COMMENT ON FOREIGN DATA WRAPPER far IS 'Over the hills';
GRANT USAGE ON FOREIGN DATA WRAPPER far TO colonnade_clerk;
