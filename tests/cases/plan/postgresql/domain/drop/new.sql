-- A domain goes and its columns fall back to the base type
CREATE TABLE singer (id integer PRIMARY KEY, email text);
