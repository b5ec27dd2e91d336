-- A collation that composite types and domains have is another one
CREATE COLLATION german FROM "POSIX";
CREATE TYPE t AS (a text COLLATE german, b integer);
CREATE DOMAIN d AS text COLLATE german;
