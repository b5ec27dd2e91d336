-- The query of a view changes, its columns stay
CREATE TABLE pot (id integer PRIMARY KEY, weight integer, sold boolean);
CREATE VIEW pot_list AS SELECT id, weight FROM pot WHERE NOT sold;
