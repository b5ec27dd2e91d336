-- The expression and the kind of generated columns change
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER,
    a REAL AS (cents * 1.19) VIRTUAL,
    b REAL AS (cents * 2) STORED,
    c TEXT AS ('bed ' || id) VIRTUAL NOT NULL
);
