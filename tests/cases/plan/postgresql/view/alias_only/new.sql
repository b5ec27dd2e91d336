-- Only an alias in the query of a view goes
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE VIEW pot_list AS SELECT pot.id FROM pot;
