-- A nullable column is added
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text
);
