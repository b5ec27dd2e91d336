-- The type of a column changes that an heir has from two parents
CREATE TABLE a (id integer, x text);
CREATE TABLE b (id integer, y text);
CREATE TABLE c (z text) INHERITS (a, b);
CREATE TABLE d (id integer) INHERITS (a, b);
