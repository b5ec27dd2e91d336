-- Heirs of two parents gain and lose NOT NULL
CREATE TABLE a (id integer NOT NULL, x text); CREATE TABLE b (id integer, y text CONSTRAINT yy NOT NULL); CREATE TABLE c (z integer) INHERITS (a, b); CREATE TABLE d (id integer CONSTRAINT did NOT NULL) INHERITS (a); CREATE TABLE e () INHERITS (c);
