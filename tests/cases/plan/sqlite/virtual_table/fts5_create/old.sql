-- A full text table over a table's contents appears, with its triggers
-- needs: fts5
CREATE TABLE page (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
