-- The rebuild of a table must not fire its triggers
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    name TEXT
);
CREATE TABLE log (what TEXT);
CREATE TRIGGER i AFTER INSERT ON guest BEGIN INSERT INTO log VALUES ('insert'); END;
CREATE TRIGGER d AFTER DELETE ON guest BEGIN INSERT INTO log VALUES ('delete'); END;
