-- A table gives its name to a view and the reverse
CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER);
CREATE VIEW b AS SELECT id, n FROM a;
