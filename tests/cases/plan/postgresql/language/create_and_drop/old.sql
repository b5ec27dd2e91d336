-- Procedural languages come and go, one with a function in it
CREATE LANGUAGE second HANDLER plpgsql_call_handler;
CREATE FUNCTION two() RETURNS integer LANGUAGE second AS 'BEGIN RETURN 2; END';
