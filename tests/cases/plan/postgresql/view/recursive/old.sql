-- The body of a recursive view changes and another appears
CREATE TABLE clay (id integer PRIMARY KEY, made_from integer REFERENCES clay, name text);
CREATE RECURSIVE VIEW clay_tree (id, depth) AS SELECT id, 0 FROM clay WHERE made_from IS NULL UNION ALL SELECT c.id, t.depth + 1 FROM clay c JOIN clay_tree t ON c.made_from = t.id;
