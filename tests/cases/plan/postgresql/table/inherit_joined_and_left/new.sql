-- Plain tables become heirs, heirs become plain, one changes its parents
CREATE TABLE a (id integer, x text); CREATE TABLE b (id integer, y text);
CREATE TABLE h1 (id integer, x text, z integer); CREATE TABLE h2 (q integer) INHERITS (b); CREATE TABLE h3 (x text) INHERITS (b);
CREATE VIEW v AS SELECT * FROM h1;
