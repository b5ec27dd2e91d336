-- An extension is at home in another schema
-- needs: extension pg_trgm
CREATE SCHEMA extensions;
CREATE EXTENSION pg_trgm SCHEMA extensions;
CREATE TABLE book (id integer PRIMARY KEY, title text);
CREATE INDEX book_title ON book USING gin (title extensions.gin_trgm_ops);
