SELECT rowid, a, b FROM s ORDER BY rowid
SELECT rowid FROM s WHERE s MATCH 'run'
