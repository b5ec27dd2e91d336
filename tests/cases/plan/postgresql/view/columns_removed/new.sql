-- A view loses a column, with two views above it that did not use it
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer);
CREATE VIEW pot_list AS SELECT id, weight FROM pot;
CREATE VIEW pot_short AS SELECT id FROM pot_list;
CREATE VIEW pot_shorter AS SELECT count(*) AS n FROM pot_short;
COMMENT ON VIEW pot_short IS 'stays';
