-- A table appears whose default calls a function of its own row type
CREATE TABLE depot (id integer PRIMARY KEY);
CREATE TABLE parcel (id integer PRIMARY KEY, price numeric);
CREATE FUNCTION start_price(p parcel) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT coalesce((p).price, 5)';
ALTER TABLE parcel ALTER COLUMN price SET DEFAULT start_price(NULL::parcel);
CREATE INDEX parcel_start ON parcel (start_price(parcel.*));
