-- A stored generated column is added, with an index on it
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER,
    euros REAL AS (cents / 100.0) STORED
);
CREATE INDEX bed_euros ON bed (euros);
