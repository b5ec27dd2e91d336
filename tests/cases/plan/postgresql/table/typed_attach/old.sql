-- A plain table becomes a table of a type
CREATE TYPE frame AS (id integer, weight_g integer);
CREATE TABLE frame_log (id integer, weight_g integer);
