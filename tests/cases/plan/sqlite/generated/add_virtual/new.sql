-- A virtual generated column is added
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER,
    euros REAL GENERATED ALWAYS AS (cents / 100.0) VIRTUAL
);
