SELECT * FROM u ORDER BY a, b, c
SELECT rowid, a FROM u ORDER BY rowid
