-- Owners and comments of a class and its family change
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE FUNCTION cmp_a(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR CLASS backwards_ops FOR TYPE integer USING btree AS OPERATOR 1 > (integer, integer), OPERATOR 3 = (integer, integer), FUNCTION 1 cmp_a(integer, integer);
COMMENT ON OPERATOR CLASS backwards_ops USING btree IS 'old';
