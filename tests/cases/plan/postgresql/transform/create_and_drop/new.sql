-- A transform appears, another goes, with a function that uses it
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'Only for show';
CREATE FUNCTION plus_one(n integer) RETURNS integer LANGUAGE sql TRANSFORM FOR TYPE integer AS 'SELECT n + 1';
CREATE TABLE slope (id integer);
