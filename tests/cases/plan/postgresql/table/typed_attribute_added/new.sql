-- The type of a typed table gains an attribute
CREATE TYPE frame AS (id integer, weight_g integer, colour text);
CREATE TABLE frame_log OF frame;
