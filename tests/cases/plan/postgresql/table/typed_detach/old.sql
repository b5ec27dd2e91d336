-- A typed table becomes a plain one and its type goes
CREATE TYPE frame AS (id integer, weight_g integer);
CREATE TABLE frame_log OF frame;
