-- Included columns are added and removed
CREATE TABLE tea (id integer PRIMARY KEY, name text, price numeric);
CREATE INDEX tea_a ON tea (name) INCLUDE (price);
CREATE UNIQUE INDEX tea_b ON tea (id) INCLUDE (price);
