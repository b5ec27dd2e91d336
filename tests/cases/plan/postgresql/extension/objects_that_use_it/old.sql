-- Indexes, functions and checks over an extension's types and operators change
-- needs: extension ltree
CREATE EXTENSION ltree;
CREATE TABLE shelf (
    id integer PRIMARY KEY,
    path text
);
