-- Columns and options of a full text table with own contents change
-- needs: fts5
CREATE VIRTUAL TABLE page_text USING fts5 (title, body, tokenize='trigram', prefix='2 3');
