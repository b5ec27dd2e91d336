-- Plain tables become heirs, heirs become plain, one changes its parents
CREATE TABLE a (id integer, x text); CREATE TABLE b (id integer, y text);
CREATE TABLE h1 (z integer) INHERITS (a); CREATE TABLE h2 (id integer, y text, q integer); CREATE TABLE h3 () INHERITS (a, b);
CREATE VIEW v AS SELECT * FROM h1;
