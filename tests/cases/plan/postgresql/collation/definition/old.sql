-- The locale of a collation changes while a column and an index use it
CREATE COLLATION plain (locale = 'POSIX');
CREATE TABLE ski (id integer PRIMARY KEY, name text COLLATE plain);
CREATE INDEX ski_name ON ski (name);
