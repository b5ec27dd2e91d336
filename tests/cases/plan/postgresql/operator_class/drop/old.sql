-- An operator class and its family go with the index
CREATE TABLE ski (id integer PRIMARY KEY, length integer);
CREATE FUNCTION cmp_backwards(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR CLASS backwards_ops FOR TYPE integer USING btree AS OPERATOR 1 > (integer, integer), OPERATOR 2 >= (integer, integer), OPERATOR 3 = (integer, integer), OPERATOR 4 <= (integer, integer), OPERATOR 5 < (integer, integer), FUNCTION 1 cmp_backwards(integer, integer);
CREATE INDEX ski_backwards ON ski (length backwards_ops);
