CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, old_name TEXT);
CREATE VIEW shown AS SELECT id, name, old_name FROM guest;
CREATE TRIGGER shown_ins INSTEAD OF INSERT ON shown BEGIN INSERT INTO guest VALUES (NEW.id, NEW.name, NEW.old_name); END;
CREATE TRIGGER shown_upd INSTEAD OF UPDATE OF name ON shown BEGIN UPDATE guest SET name = NEW.name, old_name = OLD.name WHERE id = OLD.id; END;
