-- A rebuild keeps blobs, very large numbers, zeros and nulls as they were
CREATE TABLE sample (
    id INTEGER PRIMARY KEY,
    a BLOB,
    b NUMERIC,
    c REAL,
    d,
    e TEXT
);
