-- Servers come, go and change version, options, owner and privileges
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER gone FOREIGN DATA WRAPPER far;
CREATE SERVER lodge TYPE 'old' VERSION '1' FOREIGN DATA WRAPPER far OPTIONS (host 'a', port '1', dbname 'd');
