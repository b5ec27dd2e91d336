-- A collation of the built-in provider appears and sorts a key
CREATE COLLATION plain (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE ski (name text COLLATE plain PRIMARY KEY);
