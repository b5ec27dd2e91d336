-- A plain table and one that refers to it appear
CREATE TABLE hive (id integer PRIMARY KEY, placed_on date NOT NULL);
