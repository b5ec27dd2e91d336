-- A cast goes with its function and the view that used it
CREATE TYPE grade AS ENUM ('easy', 'hard');
CREATE TABLE slope (id integer, grade grade);
CREATE FUNCTION to_int(grade) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE $1 WHEN 'easy' THEN 1 ELSE 2 END$$;
CREATE CAST (grade AS integer) WITH FUNCTION to_int(grade);
CREATE VIEW slope_rank AS SELECT id, grade::integer AS rank FROM slope;
