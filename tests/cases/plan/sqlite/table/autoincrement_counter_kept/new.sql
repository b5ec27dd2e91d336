-- A table that counts upwards is rebuilt and must not use a number twice
CREATE TABLE guest (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL
);
