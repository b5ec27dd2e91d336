-- Types, routines and the rest: what reaches the tables that use them.
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN plain AS integer;
CREATE DOMAIN positive AS integer CONSTRAINT positive_check CHECK (VALUE > 0);
CREATE DOMAIN later AS integer;
ALTER DOMAIN later ADD CONSTRAINT later_check CHECK (VALUE > 0) NOT VALID;
CREATE DOMAIN unused AS text;
CREATE DOMAIN nested AS plain;
CREATE DOMAIN listed AS integer;
CREATE TYPE shape AS (id integer, name text);
CREATE TYPE spare AS (id integer);
CREATE TABLE person (id integer PRIMARY KEY, m mood, p plain, q positive, l later);
CREATE TABLE deep (id integer, n nested, ps listed[]);
CREATE TABLE parted (id integer, p plain) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);
CREATE TABLE typed OF shape;
CREATE TABLE heir () INHERITS (person);
CREATE TABLE holds (id integer, s spare);
CREATE FUNCTION double(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE PROCEDURE work() LANGUAGE sql AS 'SELECT 1';
CREATE VIEW people AS SELECT id, m FROM person;
INSERT INTO person SELECT i, 'sad', 1, 1, 1 FROM generate_series(1, 5) i;
INSERT INTO deep SELECT i, 1, ARRAY[1] FROM generate_series(1, 5) i;
INSERT INTO parted SELECT i, 1 FROM generate_series(1, 5) i;
INSERT INTO typed SELECT i, 'x' FROM generate_series(1, 5) i;
INSERT INTO heir SELECT i, 'sad', 1, 1, 1 FROM generate_series(1, 5) i;
-- forms
-- enum
CREATE TYPE fresh AS ENUM ('a', 'b');
-- value of an enum
ALTER TYPE mood ADD VALUE 'calm';
-- value of an enum renamed
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
-- enum renamed
ALTER TYPE mood RENAME TO feeling;
-- enum's owner
ALTER TYPE mood OWNER TO CURRENT_USER;
-- composite type
CREATE TYPE fresh AS (a integer, b text);
-- field added, into tables of the type
ALTER TYPE shape ADD ATTRIBUTE extra integer CASCADE;
-- field dropped, from tables of the type
ALTER TYPE shape DROP ATTRIBUTE name CASCADE;
-- field of another type, in tables of the type
ALTER TYPE shape ALTER ATTRIBUTE id TYPE bigint CASCADE;
-- field renamed, in tables of the type
ALTER TYPE shape RENAME ATTRIBUTE name TO title CASCADE;
-- field added to a type of a column
ALTER TYPE spare ADD ATTRIBUTE extra integer;
-- composite type renamed
ALTER TYPE spare RENAME TO other;
-- composite type dropped with its columns
DROP TYPE spare CASCADE;
-- enum dropped with its columns
DROP TYPE mood CASCADE;
-- domain
CREATE DOMAIN fresh AS text CHECK (VALUE <> '');
-- condition of a domain
ALTER DOMAIN plain ADD CONSTRAINT plain_check CHECK (VALUE > 0);
-- condition of a domain for later
ALTER DOMAIN plain ADD CONSTRAINT plain_check CHECK (VALUE > 0) NOT VALID;
-- condition of a domain validated
ALTER DOMAIN later VALIDATE CONSTRAINT later_check;
-- condition of a domain dropped
ALTER DOMAIN positive DROP CONSTRAINT positive_check;
-- domain required
ALTER DOMAIN positive SET NOT NULL;
-- domain optional
ALTER DOMAIN positive DROP NOT NULL;
-- domain's default
ALTER DOMAIN positive SET DEFAULT 5;
-- domain renamed
ALTER DOMAIN positive RENAME TO natural_number;
-- condition of an unused domain
ALTER DOMAIN unused ADD CHECK (VALUE <> '');
-- condition of a domain renamed
ALTER DOMAIN positive RENAME CONSTRAINT positive_check TO positive_rule;
-- domain dropped with its columns
DROP DOMAIN positive CASCADE;
-- domain dropped
DROP DOMAIN unused;
-- comment on a domain
COMMENT ON DOMAIN positive IS 'x';
-- function
CREATE FUNCTION fresh() RETURNS integer LANGUAGE sql AS 'SELECT 1';
-- function replaced
CREATE OR REPLACE FUNCTION double(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $1';
-- function that reads a table
CREATE FUNCTION fresh() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM person';
-- function with a parsed body; since 14
CREATE FUNCTION fresh() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM person; END;
-- function in another language
CREATE FUNCTION fresh() RETURNS integer LANGUAGE plpgsql AS 'BEGIN DELETE FROM person; RETURN 1; END';
-- function changed
ALTER FUNCTION double(integer) STABLE;
-- function renamed
ALTER FUNCTION double(integer) RENAME TO twice;
-- function dropped
DROP FUNCTION double(integer);
-- function's privileges
GRANT EXECUTE ON FUNCTION double(integer) TO PUBLIC;
-- procedure dropped
DROP PROCEDURE work();
-- range
CREATE TYPE fresh AS RANGE (subtype = integer);
-- aggregate
CREATE AGGREGATE fresh(integer) (sfunc = int4pl, stype = integer, initcond = '0');
-- operator
CREATE OPERATOR <<<< (leftarg = integer, rightarg = integer, function = int4pl);
-- cast
CREATE CAST (mood AS integer) WITH INOUT;
-- collation
CREATE COLLATION fresh FROM "C";
-- extension dropped
DROP EXTENSION IF EXISTS nowhere;
-- event trigger's state; since 13
DROP EVENT TRIGGER IF EXISTS nowhere;
-- default privileges
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
-- comment on a type
COMMENT ON TYPE mood IS 'x';
-- setting of the session
SET search_path = public;
