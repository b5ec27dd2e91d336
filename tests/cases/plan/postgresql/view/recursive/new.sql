-- The body of a recursive view changes and another appears
CREATE TABLE clay (id integer PRIMARY KEY, made_from integer REFERENCES clay, name text);
CREATE RECURSIVE VIEW clay_tree (id, depth) AS SELECT id, 1 FROM clay WHERE made_from IS NULL UNION ALL SELECT c.id, t.depth + 1 FROM clay c JOIN clay_tree t ON c.made_from = t.id WHERE t.depth < 50;
CREATE RECURSIVE VIEW countdown (n) AS VALUES (5) UNION ALL SELECT n - 1 FROM countdown WHERE n > 0;
