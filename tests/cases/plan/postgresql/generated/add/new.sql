-- Stored generated columns are added, one over the other's inputs
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    vat_rate numeric(4,3) NOT NULL,
    vat numeric(8,2) GENERATED ALWAYS AS (round(net * vat_rate, 2)) STORED,
    gross numeric(8,2) GENERATED ALWAYS AS (net + round(net * vat_rate, 2)) STORED
);
