SELECT rowid, a, c FROM s ORDER BY rowid
