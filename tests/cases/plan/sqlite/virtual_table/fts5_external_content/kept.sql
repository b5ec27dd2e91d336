SELECT rowid FROM doc_fts WHERE doc_fts MATCH 'world' ORDER BY rowid
SELECT id, title, body FROM doc ORDER BY id
SELECT d.title FROM doc_fts f JOIN doc d ON d.id = f.rowid WHERE doc_fts MATCH 'big'
