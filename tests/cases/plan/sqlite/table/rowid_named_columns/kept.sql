SELECT _rowid_, rowid, oid, a FROM odd ORDER BY 1
