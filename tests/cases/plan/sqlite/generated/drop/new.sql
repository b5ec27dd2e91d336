-- A generated column and the plain one it read are dropped
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    cents INTEGER
);
