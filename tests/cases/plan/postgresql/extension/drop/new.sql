-- An extension goes with the column and the index that used it
-- needs: extension hstore
CREATE TABLE reader (id integer PRIMARY KEY);
