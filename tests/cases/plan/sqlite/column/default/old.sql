-- Defaults are set, changed and dropped
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    a TEXT DEFAULT 'x',
    b INTEGER,
    c REAL DEFAULT 1.5,
    d TEXT DEFAULT CURRENT_DATE
);
