-- Columns are appended at the end of a view that another view reads
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer);
CREATE VIEW pot_list AS SELECT id, glaze, weight, weight / 1000.0 AS kilos FROM pot;
CREATE VIEW pot_short AS SELECT id FROM pot_list;
