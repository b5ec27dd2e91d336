-- Three tables in a chain of foreign keys are all rebuilt, with views and triggers across them
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    hut_id INTEGER REFERENCES hut (id),
    kind TEXT
);
CREATE TABLE stay (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bed_id INTEGER REFERENCES bed (id)
);
CREATE VIEW full_stay AS SELECT s.id, b.kind, h.name FROM stay s JOIN bed b ON b.id = s.bed_id JOIN hut h ON h.id = b.hut_id;
CREATE TRIGGER hut_gone BEFORE DELETE ON hut WHEN EXISTS (SELECT 1 FROM full_stay WHERE name = OLD.name) BEGIN SELECT RAISE(ABORT, 'guests inside'); END;
