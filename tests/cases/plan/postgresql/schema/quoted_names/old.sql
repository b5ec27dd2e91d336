-- Schemas and tables whose names need quoting come and go
CREATE SCHEMA "Back Room";
CREATE TABLE "Back Room"."Order ""special""" ("select" integer PRIMARY KEY, "Ünit" text);
