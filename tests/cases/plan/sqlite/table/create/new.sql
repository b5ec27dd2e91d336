-- Two tables appear, one pointing to the other
CREATE TABLE hut (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE guest (id INTEGER PRIMARY KEY, hut_id INTEGER NOT NULL REFERENCES hut (id), name TEXT);
CREATE TABLE note (body TEXT);
