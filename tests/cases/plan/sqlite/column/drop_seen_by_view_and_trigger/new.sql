-- A column goes that a view and a trigger used
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
CREATE VIEW high AS SELECT id, name FROM hut WHERE id > 2000;
CREATE TRIGGER watch AFTER UPDATE OF name ON hut WHEN NEW.name = '' BEGIN SELECT RAISE(ABORT, 'no name'); END;
