-- A new schema with a table of its own appears
CREATE TABLE loaf (id integer PRIMARY KEY, name text NOT NULL);
