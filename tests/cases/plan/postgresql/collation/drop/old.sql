-- A collation goes, its column falls back to the default
CREATE COLLATION plain (locale = 'POSIX');
CREATE TABLE ski (id integer PRIMARY KEY, name text COLLATE plain);
