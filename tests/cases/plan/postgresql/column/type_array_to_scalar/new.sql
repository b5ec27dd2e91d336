-- The first element stands for an array, and arrays come back whole
CREATE TABLE reading (id integer PRIMARY KEY, price numeric(10,2), counts integer DEFAULT 1, words text, single integer[]);
