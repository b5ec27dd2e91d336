-- Sequences are dropped, one of them owned by a column and used as its default
CREATE TABLE tea (id integer NOT NULL, name text);
