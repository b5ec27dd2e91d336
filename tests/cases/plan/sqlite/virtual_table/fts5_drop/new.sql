-- A full text table goes with its shadow tables
-- needs: fts5
CREATE TABLE page (id INTEGER PRIMARY KEY, title TEXT);
