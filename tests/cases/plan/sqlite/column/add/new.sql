-- Columns with and without a constant default are added
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT,
    height INTEGER,
    open INTEGER NOT NULL DEFAULT 1,
    word TEXT DEFAULT 'it''s'
);
