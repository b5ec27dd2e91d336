-- The type of sequences changes in both directions
CREATE SEQUENCE a AS smallint;
CREATE SEQUENCE b;
CREATE SEQUENCE c AS integer MAXVALUE 1000;
