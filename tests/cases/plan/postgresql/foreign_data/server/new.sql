-- Servers come, go and change version, options, owner and privileges
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER hut TYPE 'alpine' VERSION '2.0' FOREIGN DATA WRAPPER far;
CREATE SERVER lodge TYPE 'old' VERSION '2' FOREIGN DATA WRAPPER far OPTIONS (host 'b', dbname 'd', "user" 'me');
COMMENT ON SERVER lodge IS 'Uphill';
GRANT USAGE ON FOREIGN SERVER lodge TO colonnade_clerk WITH GRANT OPTION;
ALTER SERVER hut OWNER TO colonnade_clerk;
