-- Casts with a function, through text and binary appear
CREATE TYPE grade AS ENUM ('easy', 'hard');
CREATE DOMAIN metres AS integer;
CREATE TYPE spot AS (x integer, y integer);
CREATE FUNCTION to_int(grade) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE $1 WHEN 'easy' THEN 1 ELSE 2 END$$;
CREATE CAST (grade AS integer) WITH FUNCTION to_int(grade) AS ASSIGNMENT;
CREATE CAST (text AS grade) WITH INOUT AS IMPLICIT;
CREATE CAST (spot AS text) WITH INOUT;
COMMENT ON CAST (grade AS integer) IS 'For sorting';
