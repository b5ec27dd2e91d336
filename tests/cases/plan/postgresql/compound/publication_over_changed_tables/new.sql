-- Tables in publications with column lists and filters are dropped, rebuilt and retyped
SET client_min_messages = error;
CREATE TABLE parcel (id bigint PRIMARY KEY, grams integer);
CREATE TABLE hub (id integer PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE parcel (id, grams) WHERE (id > 3), hub;
