-- Types get another kind under the same name while columns and arrays of them keep their values
CREATE TYPE code AS ENUM ('one', 'two');
CREATE DOMAIN grade AS varchar(10);
CREATE TABLE pair (x integer, y integer);
CREATE TABLE mark (id integer PRIMARY KEY, code code, grade grade DEFAULT 'a', grades grade[], pair pair);
CREATE INDEX mark_code ON mark (code);
CREATE VIEW marks AS SELECT grade FROM mark;
