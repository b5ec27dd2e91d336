-- A full text table over a table's contents appears, with its triggers
-- needs: fts5
CREATE TABLE page (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE page_text USING fts5 (title, body, content='page', content_rowid='id', tokenize='porter unicode61');
CREATE TRIGGER page_i AFTER INSERT ON page BEGIN INSERT INTO page_text (rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body); END;
