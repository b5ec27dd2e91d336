-- A domain over an array and an array of a domain change
CREATE DOMAIN tags AS text[] CHECK (array_length(VALUE, 1) < 5);
CREATE DOMAIN word AS text;
CREATE TABLE exam (id integer PRIMARY KEY, tags tags, words word[]);
