-- A view gives its name to a table with a key and an index
CREATE TABLE parcel (id integer PRIMARY KEY, town text);
CREATE TABLE towns (town text PRIMARY KEY, zone smallint DEFAULT 1 NOT NULL);
CREATE INDEX towns_zone ON towns (zone);
CREATE VIEW town_count AS SELECT count(*) AS n FROM towns;
