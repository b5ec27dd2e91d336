-- A table gives its name to a view and the reverse
CREATE TABLE b (id INTEGER PRIMARY KEY, n INTEGER);
CREATE VIEW a AS SELECT id, n FROM b;
