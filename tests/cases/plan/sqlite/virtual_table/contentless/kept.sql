SELECT rowid FROM s WHERE s MATCH 'beta'
