-- Two tables appear, one pointing to the other
CREATE TABLE hut (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
