-- A language in use becomes trusted and changes owner and privileges
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TRUSTED LANGUAGE second HANDLER plpgsql_call_handler VALIDATOR plpgsql_validator;
GRANT USAGE ON LANGUAGE second TO colonnade_clerk;
ALTER LANGUAGE second OWNER TO colonnade_manager;
CREATE FUNCTION two() RETURNS integer LANGUAGE second AS 'BEGIN RETURN 2; END';
