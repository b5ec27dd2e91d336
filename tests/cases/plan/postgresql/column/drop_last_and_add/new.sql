-- Every column but the key is replaced
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    maker_id integer,
    weight_kg numeric(4,1)
);
