-- Instead-of triggers on a view change
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW names AS SELECT id, name FROM guest;
CREATE TRIGGER w INSTEAD OF UPDATE OF name ON names BEGIN UPDATE guest SET name = upper(NEW.name) WHERE id = OLD.id; END;
CREATE TRIGGER x INSTEAD OF DELETE ON names BEGIN DELETE FROM guest WHERE id = OLD.id; END;
