-- The expression and the kind of generated columns change
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER,
    a REAL AS (cents * 1.16) VIRTUAL,
    b REAL AS (cents * 2) VIRTUAL,
    c TEXT AS ('bed ' || id) STORED
);
