-- Comments of a view and of its columns change
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
CREATE VIEW pot_list AS SELECT id, glaze FROM pot;
COMMENT ON VIEW pot_list IS 'new';
COMMENT ON COLUMN pot_list.glaze IS 'outer skin';
