-- Rules of every kind appear on a table and on a view
CREATE TABLE dog (id integer PRIMARY KEY, name text);
CREATE TABLE dog_log (id integer, what text);
CREATE VIEW dog_names AS SELECT id, name FROM dog;
CREATE RULE keep_rex AS ON DELETE TO dog WHERE OLD.name = 'Rex' DO INSTEAD NOTHING;
CREATE RULE log_insert AS ON INSERT TO dog DO ALSO INSERT INTO dog_log VALUES (NEW.id, 'it''s new');
CREATE RULE via_view AS ON UPDATE TO dog_names DO INSTEAD (UPDATE dog SET name = NEW.name WHERE id = OLD.id; INSERT INTO dog_log VALUES (OLD.id, 'renamed'));
