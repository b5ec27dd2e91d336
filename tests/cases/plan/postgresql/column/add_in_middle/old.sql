-- A column is added between two others
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text
);
