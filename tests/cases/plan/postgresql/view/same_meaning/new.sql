-- Only the spelling of one view changes in a way the server keeps
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE VIEW pot_list AS SELECT pot.id FROM pot;
