-- Casts with a function, through text and binary appear
CREATE TYPE grade AS ENUM ('easy', 'hard');
CREATE DOMAIN metres AS integer;
CREATE TYPE spot AS (x integer, y integer);
