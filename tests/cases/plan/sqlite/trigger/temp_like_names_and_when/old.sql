CREATE TABLE log (id INTEGER PRIMARY KEY, what TEXT, old_value, new_value);
CREATE TABLE item (id INTEGER PRIMARY KEY, price REAL, qty INT);
CREATE TRIGGER item_u AFTER UPDATE OF price, qty ON item FOR EACH ROW WHEN OLD.price <> NEW.price OR (SELECT count(*) FROM log) > 5 BEGIN
  INSERT INTO log (what, old_value, new_value) VALUES ('BEGIN; END', OLD.price, NEW.price);
  UPDATE item SET qty = CASE WHEN qty > 5 THEN 0 ELSE qty END WHERE id = NEW.id;
  DELETE FROM log WHERE id IN (WITH old AS (SELECT id FROM log ORDER BY id LIMIT 1) SELECT id FROM old) AND 0;
END;
