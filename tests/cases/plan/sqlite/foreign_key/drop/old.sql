-- A foreign key goes, the column stays
CREATE TABLE hut (id INTEGER PRIMARY KEY);
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    hut_id INTEGER REFERENCES hut (id)
);
