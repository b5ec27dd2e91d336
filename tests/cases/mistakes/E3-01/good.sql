CREATE EXTENSION ltree;
CREATE TABLE category (id integer PRIMARY KEY, path ltree NOT NULL);
