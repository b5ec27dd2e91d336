-- A virtual generated column is added beside a stored one
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    gross numeric(8,2) GENERATED ALWAYS AS (net * 1.19) STORED,
    rounded numeric(8,0) GENERATED ALWAYS AS (round(net)) VIRTUAL
);
