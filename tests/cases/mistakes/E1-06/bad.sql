CREATE TABLE table_note (name TEXT NOT NULL PRIMARY KEY);
CREATE TRIGGER named BEFORE INSERT ON table_note WHEN NEW.name <> lower(NEW.name)
  BEGIN SELECT RAISE(ABORT, 'lower case only'); END;
