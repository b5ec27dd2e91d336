CREATE TABLE odd (rowid TEXT, oid BLOB, _rowid_ REAL, a INTEGER NOT NULL);
