-- A virtual generated column is added
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER
);
