-- Declared types change, stored values stay what they are where nothing has to move
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name VARCHAR(80),
    height BIGINT,
    note
);
