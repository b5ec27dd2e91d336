-- A generated column becomes a plain one and keeps its values, another goes the other way
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER,
    a INTEGER AS (cents * 2) STORED,
    b INTEGER
);
