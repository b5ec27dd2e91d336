-- Columns are dropped, one of them with an index and a comment
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text
);
