-- The same columns stand in another order
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text,
    model text
);
