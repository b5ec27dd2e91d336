-- A whole small shop is torn down
CREATE SCHEMA shop;
CREATE TYPE shop.state AS ENUM ('new', 'paid');
CREATE DOMAIN shop.price AS numeric(8,2) CHECK (VALUE >= 0);
CREATE TABLE shop.client (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
CREATE TABLE shop.bill (id serial PRIMARY KEY, client_id integer REFERENCES shop.client, total shop.price, state shop.state DEFAULT 'new');
CREATE INDEX bill_open ON shop.bill (client_id) WHERE state = 'new';
CREATE VIEW shop.open_bill AS SELECT id, total FROM shop.bill WHERE state = 'new';
CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER note BEFORE UPDATE ON shop.bill FOR EACH ROW EXECUTE FUNCTION shop.note();
CREATE POLICY own ON shop.bill USING (total < 1000);
CREATE TABLE parcel (id integer PRIMARY KEY);
