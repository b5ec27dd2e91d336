-- A plain column becomes a generated one
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    gross numeric(8,2)
);
