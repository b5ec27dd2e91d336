-- Columns without any type come and go
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    a TEXT,
    b
);
