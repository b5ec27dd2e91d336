-- The function of an expression index is dropped in favour of another
CREATE TABLE tea (id integer PRIMARY KEY, name text);
CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
CREATE INDEX tea_fold ON tea (fold(name));
