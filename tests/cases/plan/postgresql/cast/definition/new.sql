-- Context and function of casts change, one used by a view
CREATE TYPE grade AS ENUM ('easy', 'hard');
CREATE TABLE slope (id integer, grade grade);
CREATE FUNCTION to_int(grade) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE $1 WHEN 'easy' THEN 1 ELSE 2 END$$;
CREATE FUNCTION to_int_b(grade) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE $1 WHEN 'easy' THEN 10 ELSE 20 END$$;
CREATE CAST (grade AS integer) WITH FUNCTION to_int_b(grade) AS ASSIGNMENT;
CREATE CAST (text AS grade) WITH INOUT AS IMPLICIT;
CREATE VIEW slope_rank AS SELECT id, grade::integer AS rank FROM slope;
