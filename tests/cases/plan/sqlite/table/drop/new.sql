-- A table goes with its index, its trigger and the column that pointed to it
CREATE TABLE hut (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE path (id INTEGER PRIMARY KEY, hut_id INTEGER REFERENCES hut (id));
