SELECT rowid, a FROM s
SELECT term FROM sv ORDER BY term
