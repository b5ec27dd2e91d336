-- A whole small shop is built on an empty database, cyclic where it can be
CREATE SCHEMA shop;
CREATE TYPE shop.state AS ENUM ('new', 'paid');
CREATE FUNCTION shop.vat(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT n * 0.19';
CREATE TABLE shop.client (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, favourite integer);
CREATE TABLE shop.bill (id serial PRIMARY KEY, client_id integer REFERENCES shop.client, total numeric, vat numeric GENERATED ALWAYS AS (shop.vat(total)) STORED, state shop.state DEFAULT 'new');
ALTER TABLE shop.client ADD CONSTRAINT favourite_bill FOREIGN KEY (favourite) REFERENCES shop.bill DEFERRABLE;
CREATE FUNCTION shop.open_of(c shop.client) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM shop.bill b WHERE b.client_id = (c).id; END;
CREATE VIEW shop.client_open AS SELECT c.id, shop.open_of(c) AS n FROM shop.client c;
CREATE MATERIALIZED VIEW shop.top AS SELECT id, n FROM shop.client_open WHERE n > 3;
CREATE UNIQUE INDEX top_id ON shop.top (id);
CREATE RULE no_delete AS ON DELETE TO shop.client DO INSTEAD NOTHING;
CREATE TABLE parcel (id integer PRIMARY KEY);
