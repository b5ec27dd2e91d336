-- A whole small hostel is built
CREATE TABLE stays_here (id INTEGER PRIMARY KEY);
CREATE TABLE hut (id INTEGER PRIMARY KEY, keeper_id INTEGER REFERENCES keeper (id));
CREATE TABLE keeper (id INTEGER PRIMARY KEY AUTOINCREMENT, hut_id INTEGER REFERENCES hut (id));
CREATE INDEX hut_keeper ON hut (keeper_id) WHERE keeper_id IS NOT NULL;
CREATE VIEW v AS SELECT h.id FROM hut h JOIN keeper k ON k.hut_id = h.id;
CREATE TRIGGER t AFTER INSERT ON hut BEGIN INSERT INTO keeper (hut_id) VALUES (NEW.id); END;
