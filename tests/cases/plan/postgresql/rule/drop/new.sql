-- Rules go
CREATE TABLE dog (id integer PRIMARY KEY, name text);
