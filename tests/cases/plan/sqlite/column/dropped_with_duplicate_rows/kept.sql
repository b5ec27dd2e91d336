SELECT rowid, a FROM d ORDER BY rowid
