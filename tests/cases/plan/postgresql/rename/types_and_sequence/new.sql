-- Types of every kind and a sequence get other names while rows use them
CREATE TYPE temper AS ENUM ('good', 'bad');
CREATE DOMAIN tag AS text CONSTRAINT label_ok CHECK (VALUE <> '');
CREATE TYPE address AS (street text, mood temper);
CREATE TYPE stretch AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = multispan);
CREATE SEQUENCE number;
CREATE TABLE guest (id integer PRIMARY KEY DEFAULT nextval('number'), mood temper DEFAULT 'good', moods temper[], label tag, place address, span stretch,
  CONSTRAINT happy CHECK (mood <> 'bad'::temper));
CREATE FUNCTION cheer(m temper, l tag DEFAULT 'x') RETURNS address LANGUAGE sql IMMUTABLE AS 'SELECT NULL::address';
CREATE FUNCTION cheer(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW moody AS SELECT id, cheer(mood, label) AS c, cheer(id) AS n, mood = 'good'::temper AS ok FROM guest;
CREATE MATERIALIZED VIEW stored AS SELECT id, ok FROM moody;
CREATE INDEX stored_idx ON stored (id);
