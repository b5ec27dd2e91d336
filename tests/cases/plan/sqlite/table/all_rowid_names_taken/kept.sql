SELECT rowid, oid, _rowid_, a FROM odd ORDER BY 1
