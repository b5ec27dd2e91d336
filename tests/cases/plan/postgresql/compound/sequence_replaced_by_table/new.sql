-- A sequence gives its name to a table and the reverse
CREATE TABLE a (id integer);
CREATE SEQUENCE b;
