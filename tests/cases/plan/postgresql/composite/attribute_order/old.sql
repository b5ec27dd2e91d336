-- The attributes of a type stand in another order
CREATE TYPE spot AS (x integer, y integer);
