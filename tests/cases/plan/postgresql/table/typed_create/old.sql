-- A table of a composite type appears
CREATE TYPE frame AS (id integer, weight_g integer, note text);
