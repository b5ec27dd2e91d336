-- Every column but the key is replaced
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text,
    model text
);
