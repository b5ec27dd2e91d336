-- The comments of two schemas change, one is removed
CREATE SCHEMA oven;
CREATE SCHEMA pantry;
COMMENT ON SCHEMA oven IS 'Where it is baked';
COMMENT ON SCHEMA pantry IS 'Flour and salt';
