-- Stored generated columns are added, one over the other's inputs
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    vat_rate numeric(4,3) NOT NULL
);
