-- The type of a column changes that an heir has from two parents
CREATE TABLE a (id bigint, x text);
CREATE TABLE b (id bigint, y text);
CREATE TABLE c (z text) INHERITS (a, b);
CREATE TABLE d (id bigint) INHERITS (a, b);
