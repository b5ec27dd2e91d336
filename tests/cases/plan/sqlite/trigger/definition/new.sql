-- Timing, event, columns, condition and body of triggers change
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT);
CREATE TABLE log (what TEXT);
CREATE TRIGGER a BEFORE INSERT ON guest BEGIN INSERT INTO log VALUES ('a'); END;
CREATE TRIGGER b AFTER UPDATE OF name, town ON guest BEGIN INSERT INTO log VALUES ('b;'); END;
CREATE TRIGGER c AFTER DELETE ON guest WHEN OLD.id > 2 BEGIN INSERT INTO log SELECT CASE WHEN OLD.name = 'end' THEN 'c' ELSE 'd' END; END;
