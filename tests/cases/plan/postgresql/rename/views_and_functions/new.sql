-- Views and a function get other names
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN label AS text CONSTRAINT label_ok CHECK (VALUE <> '');
CREATE TYPE place AS (street text, mood mood);
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = multispan);
CREATE SEQUENCE counter;
CREATE TABLE guest (id integer PRIMARY KEY DEFAULT nextval('counter'), mood mood DEFAULT 'good', moods mood[], label label, place place, span span,
  CONSTRAINT happy CHECK (mood <> 'bad'::mood));
CREATE FUNCTION applaud(m mood, l label DEFAULT 'x') RETURNS place LANGUAGE sql IMMUTABLE AS 'SELECT NULL::place';
CREATE FUNCTION cheer(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW moods_of AS SELECT id, applaud(mood, label) AS c, cheer(id) AS n, mood = 'good'::mood AS ok FROM guest;
CREATE MATERIALIZED VIEW saved AS SELECT id, ok FROM moods_of;
CREATE INDEX stored_idx ON saved (id);
