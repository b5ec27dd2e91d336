-- An extension and a column of its type appear
-- needs: extension citext
CREATE TABLE reader (
    id integer PRIMARY KEY
);
