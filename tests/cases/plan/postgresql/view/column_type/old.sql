-- A column of a view changes its type
CREATE TABLE pot (id integer PRIMARY KEY, weight integer);
CREATE VIEW pot_list AS SELECT id, weight FROM pot;
