-- User mappings come, go and change options
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge FOREIGN DATA WRAPPER far;
CREATE USER MAPPING FOR PUBLIC SERVER lodge;
CREATE USER MAPPING FOR colonnade_clerk SERVER lodge OPTIONS (login 'a', secret 'b');
