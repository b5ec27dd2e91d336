-- The locale of a collation changes while a column and an index use it
CREATE COLLATION plain (lc_collate = 'C', lc_ctype = 'POSIX');
CREATE TABLE ski (id integer PRIMARY KEY, name text COLLATE plain);
CREATE INDEX ski_name ON ski (name);
