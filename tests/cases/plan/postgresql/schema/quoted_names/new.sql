-- Schemas and tables whose names need quoting come and go
CREATE SCHEMA "back room";
CREATE TABLE "back room"."Order 'special'" ("select" integer PRIMARY KEY, "%s" text DEFAULT '%s {0} $1');
