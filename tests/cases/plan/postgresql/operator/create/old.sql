-- Operators with every clause, one prefix and one pair of commutators, appear
CREATE TYPE size AS (w integer, h integer);
CREATE FUNCTION size_lt(size, size) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.w * $1.h < $2.w * $2.h';
CREATE FUNCTION size_gt(size, size) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.w * $1.h > $2.w * $2.h';
CREATE FUNCTION size_area(size) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.w * $1.h';
