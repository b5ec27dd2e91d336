-- Heirs of two parents gain and lose NOT NULL
CREATE TABLE a (id integer, x text NOT NULL); CREATE TABLE b (id integer NOT NULL, y text); CREATE TABLE c (z integer NOT NULL) INHERITS (a, b); CREATE TABLE d (id integer CONSTRAINT did NOT NULL) INHERITS (a); CREATE TABLE e () INHERITS (c);
