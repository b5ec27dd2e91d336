-- Polymorphic functions change
CREATE FUNCTION first_of(anycompatiblearray, anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1[1], $2)';
CREATE FUNCTION same(anyelement, anyelement) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 IS NOT DISTINCT FROM $2';
