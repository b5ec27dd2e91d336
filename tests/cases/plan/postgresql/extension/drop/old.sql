-- An extension goes with the column and the index that used it
-- needs: extension hstore
CREATE EXTENSION hstore;
CREATE TABLE reader (id integer PRIMARY KEY, likes hstore);
CREATE INDEX reader_likes ON reader USING gin (likes);
