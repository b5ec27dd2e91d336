-- The comments of two schemas change, one is removed
CREATE SCHEMA oven;
CREATE SCHEMA pantry;
COMMENT ON SCHEMA oven IS 'Where the bread''s baked: 250 °C';
