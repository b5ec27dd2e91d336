-- Indexes, triggers and a view of a table that is rebuilt stay as they are
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    name TEXT,
    town TEXT
);
CREATE TABLE log (what TEXT);
CREATE INDEX guest_name ON guest (lower(name)) WHERE town <> '';
CREATE UNIQUE INDEX guest_once ON guest (name, town DESC);
CREATE TRIGGER guest_log AFTER INSERT ON guest BEGIN INSERT INTO log VALUES ('new ' || NEW.name); END;
CREATE VIEW towns AS SELECT DISTINCT town FROM guest;
