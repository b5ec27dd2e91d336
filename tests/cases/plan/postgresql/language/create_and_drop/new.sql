-- Procedural languages come and go, one with a function in it
CREATE TRUSTED LANGUAGE third HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE FUNCTION three() RETURNS integer LANGUAGE third AS 'BEGIN RETURN 3; END';
COMMENT ON LANGUAGE third IS 'Speaks like the first';
