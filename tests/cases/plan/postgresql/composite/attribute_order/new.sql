-- The attributes of a type stand in another order
CREATE TYPE spot AS (y integer, x integer);
