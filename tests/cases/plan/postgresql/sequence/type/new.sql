-- The type of sequences changes in both directions
CREATE SEQUENCE a AS bigint;
CREATE SEQUENCE b AS integer;
CREATE SEQUENCE c AS bigint MAXVALUE 1000;
