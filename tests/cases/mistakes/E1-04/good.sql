CREATE TABLE table_note (name TEXT NOT NULL PRIMARY KEY);
CREATE TABLE index_note (name TEXT NOT NULL PRIMARY KEY, of_table TEXT NOT NULL REFERENCES table_note (name));
CREATE INDEX index_note_table ON index_note (of_table);
