-- The first element stands for an array, and arrays come back whole
CREATE TABLE reading (id integer PRIMARY KEY, price double precision[], counts integer[] DEFAULT '{1}', words text[], single integer);
