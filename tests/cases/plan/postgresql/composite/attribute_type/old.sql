-- Attributes change type and collation, comments stay
CREATE TYPE spot AS (x integer, label varchar(10));
COMMENT ON COLUMN spot.x IS 'east';
