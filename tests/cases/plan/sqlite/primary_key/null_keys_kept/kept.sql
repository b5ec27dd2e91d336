SELECT rowid, id, a FROM d ORDER BY rowid
