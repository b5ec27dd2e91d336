-- Columns are appended at the end of a view that another view reads
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer);
CREATE VIEW pot_list AS SELECT id, glaze FROM pot;
CREATE VIEW pot_short AS SELECT id FROM pot_list;
