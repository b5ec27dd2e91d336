-- A stored generated column is added, with an index on it
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER
);
