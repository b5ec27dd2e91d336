-- Execute is revoked from public and granted to roles, per overload
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FUNCTION fine(days integer) RETURNS integer LANGUAGE sql AS 'SELECT days';
CREATE FUNCTION fine(days integer, rate numeric) RETURNS numeric LANGUAGE sql AS 'SELECT days * rate';
REVOKE EXECUTE ON FUNCTION fine(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fine(integer) TO colonnade_clerk;
