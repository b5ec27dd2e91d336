-- A view written with a star sees a column added to its table
CREATE TABLE pot (
    id integer PRIMARY KEY,
    glaze text
);
CREATE VIEW pot_all AS SELECT * FROM pot;
