-- A column of a view has another name
CREATE TABLE pot (id integer PRIMARY KEY, weight integer);
CREATE VIEW pot_list AS SELECT id, weight AS grams FROM pot;
