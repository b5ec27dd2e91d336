-- Tables, columns, indexes, views and triggers are spelled in other letters
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT UNIQUE CHECK (mail <> ''), loud TEXT AS (upper(name)));
CREATE TABLE stay (id INTEGER PRIMARY KEY, guest INTEGER REFERENCES guest (id), note TEXT);
CREATE INDEX guest_name ON guest (name, lower(mail)) WHERE name IS NOT NULL;
CREATE VIEW mails AS SELECT id, mail FROM guest;
CREATE TRIGGER touched AFTER UPDATE OF name ON guest BEGIN UPDATE stay SET note = new.name WHERE guest = new.id; END;
