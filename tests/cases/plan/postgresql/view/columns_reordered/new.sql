-- The columns of a view stand in another order
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE VIEW pot_list AS SELECT glaze, id FROM pot;
