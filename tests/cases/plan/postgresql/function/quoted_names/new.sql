-- Functions, parameters and types with names that need quoting
CREATE TYPE "My Type" AS ("A b" integer);
CREATE FUNCTION "Do It"("First Arg" "My Type", "select" text DEFAULT 'a"b') RETURNS SETOF "My Type" LANGUAGE sql AS 'SELECT $1';
