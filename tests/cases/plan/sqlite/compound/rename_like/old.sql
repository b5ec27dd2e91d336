-- A table comes back under another name, with its index and its followers
CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX client_name ON client (name);
CREATE TABLE stay (id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES client (id));
