-- A text column takes the extension's type, under a unique key
-- needs: extension citext
CREATE EXTENSION citext;
CREATE TABLE reader (
    id integer PRIMARY KEY,
    email citext UNIQUE
);
