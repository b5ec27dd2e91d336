-- A table's default and check call functions of the table's own row type; the functions change
CREATE TABLE parcel (id integer PRIMARY KEY, grams integer, price numeric);
CREATE FUNCTION dear(p parcel, bound numeric DEFAULT 10) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT (p).price > bound';
CREATE FUNCTION start_price(p parcel) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT coalesce((p).price, 6)::integer';
ALTER TABLE parcel ADD CONSTRAINT parcel_not_dear CHECK (NOT dear(parcel.*));
ALTER TABLE parcel ALTER COLUMN price SET DEFAULT start_price(NULL::parcel);
