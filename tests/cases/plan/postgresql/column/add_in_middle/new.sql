-- A column is added between two others
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    model text,
    brand text
);
