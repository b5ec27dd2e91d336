-- Attributes of composite types get a collation of the user's own
CREATE TYPE t AS (a text, b integer);
CREATE TABLE u OF t;
