-- Defaults of view columns are set, changed and dropped
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer);
CREATE VIEW pot_list AS SELECT id, glaze, weight FROM pot;
ALTER VIEW pot_list ALTER COLUMN glaze SET DEFAULT 'raku';
ALTER VIEW pot_list ALTER COLUMN id SET DEFAULT 0;
