-- Attributes change type and collation, comments stay
CREATE TYPE spot AS (x bigint, label varchar(30) COLLATE "C");
COMMENT ON COLUMN spot.x IS 'east';
