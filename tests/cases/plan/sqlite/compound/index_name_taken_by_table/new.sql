-- An index name becomes a table name
CREATE TABLE guest (id INTEGER PRIMARY KEY, town TEXT);
CREATE TABLE towns (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;
