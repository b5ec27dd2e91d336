CREATE TABLE odd (rowid TEXT, oid BLOB, a INTEGER);
