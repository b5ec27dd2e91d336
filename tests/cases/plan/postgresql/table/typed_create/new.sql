-- A table of a composite type appears
CREATE TYPE frame AS (id integer, weight_g integer, note text);
CREATE TABLE frame_log OF frame (PRIMARY KEY (id), weight_g WITH OPTIONS DEFAULT 0);
