-- A language in use becomes trusted and changes owner and privileges
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE LANGUAGE second HANDLER plpgsql_call_handler;
CREATE FUNCTION two() RETURNS integer LANGUAGE second AS 'BEGIN RETURN 2; END';
