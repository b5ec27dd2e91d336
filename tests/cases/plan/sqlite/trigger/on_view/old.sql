-- Instead-of triggers on a view change
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW names AS SELECT id, name FROM guest;
CREATE TRIGGER w INSTEAD OF UPDATE ON names BEGIN UPDATE guest SET name = NEW.name WHERE id = OLD.id; END;
