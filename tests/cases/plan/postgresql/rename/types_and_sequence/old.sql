-- Types of every kind and a sequence get other names while rows use them
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN label AS text CONSTRAINT label_ok CHECK (VALUE <> '');
CREATE TYPE place AS (street text, mood mood);
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = multispan);
CREATE SEQUENCE counter;
CREATE TABLE guest (id integer PRIMARY KEY DEFAULT nextval('counter'), mood mood DEFAULT 'good', moods mood[], label label, place place, span span,
  CONSTRAINT happy CHECK (mood <> 'bad'::mood));
CREATE FUNCTION cheer(m mood, l label DEFAULT 'x') RETURNS place LANGUAGE sql IMMUTABLE AS 'SELECT NULL::place';
CREATE FUNCTION cheer(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW moody AS SELECT id, cheer(mood, label) AS c, cheer(id) AS n, mood = 'good'::mood AS ok FROM guest;
CREATE MATERIALIZED VIEW stored AS SELECT id, ok FROM moody;
CREATE INDEX stored_idx ON stored (id);
