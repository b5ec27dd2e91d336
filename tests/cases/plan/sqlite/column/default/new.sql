-- Defaults are set, changed and dropped
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    a TEXT DEFAULT 'y''z',
    b INTEGER DEFAULT -1,
    c REAL,
    d TEXT DEFAULT (date('now', '+1 day'))
);
