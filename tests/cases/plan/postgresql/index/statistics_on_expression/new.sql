-- The statistics target of an index expression changes
CREATE TABLE tea (id integer PRIMARY KEY, name text);
CREATE INDEX tea_a ON tea (lower(name), (id + 1));
CREATE INDEX tea_b ON tea (upper(name));
ALTER INDEX tea_a ALTER COLUMN 2 SET STATISTICS 700;
