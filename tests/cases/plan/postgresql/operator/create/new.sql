-- Operators with every clause, one prefix and one pair of commutators, appear
CREATE TYPE size AS (w integer, h integer);
CREATE FUNCTION size_lt(size, size) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.w * $1.h < $2.w * $2.h';
CREATE FUNCTION size_gt(size, size) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.w * $1.h > $2.w * $2.h';
CREATE FUNCTION size_area(size) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.w * $1.h';
CREATE OPERATOR <<< (FUNCTION = size_lt, LEFTARG = size, RIGHTARG = size, COMMUTATOR = >>>, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR >>> (FUNCTION = size_gt, LEFTARG = size, RIGHTARG = size, COMMUTATOR = <<<);
CREATE OPERATOR @@@ (FUNCTION = size_area, RIGHTARG = size);
COMMENT ON OPERATOR @@@ (NONE, size) IS 'area';
