-- A class becomes the default for a type, and a gist class with storage appears
CREATE TYPE grade AS ENUM ('easy', 'hard');
CREATE DOMAIN metres AS integer;
CREATE OPERATOR CLASS spot_ops FOR TYPE point USING gist FAMILY point_ops AS STORAGE box;
