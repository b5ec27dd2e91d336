-- A policy goes, row security stays
CREATE TABLE dog (id integer PRIMARY KEY);
ALTER TABLE dog ENABLE ROW LEVEL SECURITY;
