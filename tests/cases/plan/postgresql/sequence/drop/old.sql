-- Sequences are dropped, one of them owned by a column and used as its default
CREATE SEQUENCE lot_number;
CREATE TABLE tea (id serial, name text);
