-- A table comes back under another name, with its index and its followers
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX guest_name ON guest (name);
CREATE TABLE stay (id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guest (id));
