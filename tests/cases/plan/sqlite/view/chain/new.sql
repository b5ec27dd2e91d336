-- A view changes below two others, one with an instead-of trigger
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT);
CREATE VIEW a AS SELECT town, id, name FROM guest WHERE id > 0;
CREATE VIEW b AS SELECT id, name FROM a;
CREATE VIEW c AS SELECT count(*) AS n FROM b;
CREATE TRIGGER b_insert INSTEAD OF INSERT ON b BEGIN INSERT INTO guest (id, name) VALUES (NEW.id, NEW.name); END;
