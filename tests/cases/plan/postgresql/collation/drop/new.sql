-- A collation goes, its column falls back to the default
CREATE TABLE ski (id integer PRIMARY KEY, name text);
