-- A view becomes a set-returning function of the same name, its readers follow
CREATE TABLE parcel (id integer PRIMARY KEY, town text);
CREATE VIEW towns AS SELECT DISTINCT town FROM parcel;
CREATE VIEW town_count AS SELECT count(*) AS n FROM towns;
