-- A domain takes the place of text in columns, arguments, views and keys
CREATE TABLE client (email text PRIMARY KEY);
CREATE TABLE parcel (id integer PRIMARY KEY, email text NOT NULL REFERENCES client ON UPDATE CASCADE);
CREATE FUNCTION parcels_of(e text) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM parcel WHERE email = e';
CREATE VIEW mail AS SELECT email FROM client;
