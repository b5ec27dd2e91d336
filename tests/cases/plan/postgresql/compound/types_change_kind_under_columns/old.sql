-- Types get another kind under the same name while columns and arrays of them keep their values
CREATE DOMAIN code AS text;
CREATE TYPE grade AS ENUM ('a', 'b');
CREATE TYPE pair AS (x integer, y integer);
CREATE TABLE mark (id integer PRIMARY KEY, code code, grade grade DEFAULT 'a', grades grade[], pair pair);
CREATE INDEX mark_code ON mark (code);
CREATE VIEW marks AS SELECT grade FROM mark;
