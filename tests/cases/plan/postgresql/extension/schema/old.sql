-- An extension is at home in another schema
-- needs: extension pg_trgm
CREATE SCHEMA extensions;
CREATE EXTENSION pg_trgm;
CREATE TABLE book (id integer PRIMARY KEY, title text);
CREATE INDEX book_title ON book USING gin (title gin_trgm_ops);
