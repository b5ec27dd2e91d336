-- Triggers of every timing and event come and go
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE log (id INTEGER PRIMARY KEY, what TEXT);
CREATE TRIGGER old_one AFTER DELETE ON guest BEGIN INSERT INTO log (what) VALUES ('gone'); END;
