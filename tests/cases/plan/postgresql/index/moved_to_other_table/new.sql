-- An index name is taken over by an index of another table
CREATE TABLE tea (id integer PRIMARY KEY, name text);
CREATE TABLE cup (id integer PRIMARY KEY, name text);
CREATE INDEX by_name ON cup (name);
