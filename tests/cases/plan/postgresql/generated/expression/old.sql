-- The expression of a generated column that a view and an index use changes
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    gross numeric(8,2) GENERATED ALWAYS AS (net * 1.16) STORED
);
CREATE INDEX fare_gross ON fare (gross);
CREATE VIEW fare_board AS SELECT id, gross FROM fare;
COMMENT ON COLUMN fare.gross IS 'What the passenger pays';
