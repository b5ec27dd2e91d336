-- Functions, parameters and types with names that need quoting
CREATE FUNCTION "Do It"("First Arg" integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
