-- A sequence gives its name to a table and the reverse
CREATE SEQUENCE a;
CREATE TABLE b (id integer);
