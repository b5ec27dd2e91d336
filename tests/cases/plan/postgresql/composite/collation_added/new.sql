-- Attributes of composite types get a collation of the user's own
CREATE COLLATION german FROM "C";
CREATE TYPE t AS (a text COLLATE german, b integer);
CREATE TABLE u OF t;
CREATE TYPE t2 AS (a text COLLATE german);
