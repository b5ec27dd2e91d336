-- A generated column goes and so does its index
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    gross numeric(8,2) GENERATED ALWAYS AS (net * 1.19) STORED
);
CREATE INDEX fare_gross ON fare (gross);
