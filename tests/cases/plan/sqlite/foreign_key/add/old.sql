-- A foreign key is put on an existing column
CREATE TABLE hut (id INTEGER PRIMARY KEY);
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    hut_id INTEGER
);
