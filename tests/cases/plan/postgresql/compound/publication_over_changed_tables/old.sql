-- Tables in publications with column lists and filters are dropped, rebuilt and retyped
SET client_min_messages = error;
CREATE TABLE parcel (id integer PRIMARY KEY, town text NOT NULL, grams integer);
CREATE TABLE depot (id integer PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE parcel (id, town) WHERE (id > 3), depot;
