-- A domain takes the place of text in columns, arguments, views and keys
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE client (email email PRIMARY KEY);
CREATE TABLE parcel (id integer PRIMARY KEY, email email NOT NULL REFERENCES client ON UPDATE CASCADE);
CREATE FUNCTION parcels_of(e email) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM parcel WHERE email = e';
CREATE VIEW mail AS SELECT email FROM client;
