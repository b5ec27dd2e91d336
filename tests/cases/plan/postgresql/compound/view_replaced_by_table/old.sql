-- A view gives its name to a table with a key and an index
CREATE TABLE parcel (id integer PRIMARY KEY, town text);
CREATE VIEW towns AS SELECT DISTINCT town FROM parcel;
CREATE VIEW town_count AS SELECT count(*) AS n FROM towns;
