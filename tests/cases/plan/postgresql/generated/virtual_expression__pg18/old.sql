-- The expression of a virtual column changes, and another virtual column is dropped
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    gross numeric(8,2) GENERATED ALWAYS AS (net * 1.16) VIRTUAL,
    twice numeric GENERATED ALWAYS AS (net * 2) VIRTUAL
);
CREATE VIEW fare_board AS SELECT id, gross FROM fare;
