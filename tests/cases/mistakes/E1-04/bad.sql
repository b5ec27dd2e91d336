CREATE TABLE index_note (name TEXT NOT NULL PRIMARY KEY, of_table TEXT NOT NULL REFERENCES table_note (name));
