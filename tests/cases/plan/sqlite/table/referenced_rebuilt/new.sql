-- A table that others point to, with cascade, must be rebuilt without losing their rows
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> '')
);
CREATE TABLE bed (id INTEGER PRIMARY KEY, hut_id INTEGER NOT NULL REFERENCES hut (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE stay (id INTEGER PRIMARY KEY, bed_id INTEGER REFERENCES bed (id) ON DELETE SET NULL);
