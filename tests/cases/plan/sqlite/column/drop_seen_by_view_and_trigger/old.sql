-- A column goes that a view and a trigger used
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT,
    height INTEGER
);
CREATE VIEW high AS SELECT id, name FROM hut WHERE height > 2000;
CREATE TRIGGER watch AFTER UPDATE OF height ON hut WHEN NEW.height < 0 BEGIN SELECT RAISE(ABORT, 'below the sea'); END;
