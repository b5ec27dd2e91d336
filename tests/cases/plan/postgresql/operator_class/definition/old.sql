-- The members of a class and of a family change
CREATE FUNCTION cmp_a(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE FUNCTION cmp_b(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2 * 1, $1)';
CREATE OPERATOR FAMILY mixed USING btree;
ALTER OPERATOR FAMILY mixed USING btree ADD OPERATOR 1 < (integer, bigint), FUNCTION 1 btint48cmp(integer, bigint);
CREATE OPERATOR CLASS backwards_ops FOR TYPE integer USING btree AS OPERATOR 1 > (integer, integer), OPERATOR 3 = (integer, integer), FUNCTION 1 cmp_a(integer, integer);
