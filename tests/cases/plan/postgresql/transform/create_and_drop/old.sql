-- A transform appears, another goes, with a function that uses it
CREATE TRANSFORM FOR bigint LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE TABLE slope (id integer);
