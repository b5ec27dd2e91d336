-- The table column that a view showed goes, the view shows less
CREATE TABLE pot (
    id integer PRIMARY KEY,
    glaze text,
    weight integer
);
CREATE VIEW pot_list AS SELECT id, glaze, weight FROM pot;
