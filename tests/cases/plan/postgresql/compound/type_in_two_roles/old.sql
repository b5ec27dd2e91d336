-- A type is an array element, a range subtype, a domain base and a function argument, and gets replaced
CREATE TYPE lvl AS ENUM ('a', 'b', 'c');
CREATE DOMAIN some_lvl AS lvl NOT NULL;
CREATE TYPE span AS RANGE (subtype = lvl);
CREATE TYPE pair AS (low lvl, high lvl);
CREATE FUNCTION up(lvl, VARIADIC lvl[]) RETURNS lvl LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE scan (id integer PRIMARY KEY, l lvl, ls lvl[] DEFAULT ARRAY['a'::lvl], d some_lvl);
