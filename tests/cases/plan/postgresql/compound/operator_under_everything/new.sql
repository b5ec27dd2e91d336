-- The type of an own operator's function changes below a class, an index, a view and an exclusion
CREATE FUNCTION same_zone(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a / 1000 = b / 1000';
CREATE OPERATOR === (FUNCTION = same_zone, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = ===, HASHES);
CREATE FUNCTION zone_hash(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 100';
CREATE OPERATOR CLASS zone_ops FOR TYPE integer USING hash AS OPERATOR 1 ===, FUNCTION 1 zone_hash(integer);
CREATE TABLE parcel (id integer PRIMARY KEY, plz integer);
CREATE INDEX parcel_plz ON parcel USING hash (plz zone_ops);
CREATE VIEW neighbours AS SELECT a.id, b.id AS other FROM parcel a JOIN parcel b ON a.plz === b.plz;
