-- Declared types change, stored values stay what they are where nothing has to move
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name VARCHAR(20),
    height INT,
    note BLOB
);
