-- Rules of every kind appear on a table and on a view
CREATE TABLE dog (id integer PRIMARY KEY, name text);
CREATE TABLE dog_log (id integer, what text);
CREATE VIEW dog_names AS SELECT id, name FROM dog;
