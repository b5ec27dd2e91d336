-- A view and the view over it go
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE VIEW a_pot AS SELECT id FROM pot;
CREATE VIEW b_pot AS SELECT id FROM a_pot;
