CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '?', age INTEGER CHECK (age < 150));
CREATE VIEW adult AS SELECT id, name FROM guest WHERE age >= 18;
CREATE VIEW named_adult AS SELECT id, upper(name) AS loud FROM adult WHERE name IS NOT NULL;
CREATE TRIGGER adult_made INSTEAD OF INSERT ON named_adult BEGIN
  INSERT INTO guest (name, age) VALUES (lower(NEW.loud), 18);
END;
CREATE TRIGGER adult_gone INSTEAD OF DELETE ON adult BEGIN DELETE FROM guest WHERE id = OLD.id; END;
