-- An extension and a column of its type appear
-- needs: extension citext
CREATE TABLE reader (
    id integer PRIMARY KEY
);
CREATE EXTENSION citext;
ALTER TABLE reader ADD COLUMN email citext;
COMMENT ON EXTENSION citext IS 'Case does not matter';
