-- Comments on many kinds of objects are added, changed and removed at once
CREATE SCHEMA s;
CREATE TABLE s.t (id integer CONSTRAINT t_pk PRIMARY KEY, n integer CONSTRAINT n_pos CHECK (n > 0));
CREATE INDEX t_n ON s.t (n);
CREATE SEQUENCE s.q;
CREATE VIEW s.v AS SELECT id FROM s.t;
CREATE MATERIALIZED VIEW s.m AS SELECT id FROM s.t;
CREATE TYPE s.e AS ENUM ('a');
CREATE DOMAIN s.d AS integer CONSTRAINT d_pos CHECK (VALUE > 0);
CREATE FUNCTION s.f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE STATISTICS s.st ON id, n FROM s.t;
COMMENT ON TABLE s.t IS 'a'; COMMENT ON VIEW s.v IS 'b'; COMMENT ON TYPE s.e IS 'c'; COMMENT ON FUNCTION s.f(integer) IS 'd';
COMMENT ON INDEX s.t_n IS 'e'; COMMENT ON COLUMN s.m.id IS 'f';
