-- The same columns stand in another order
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    model text,
    brand text
);
