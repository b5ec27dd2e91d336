-- An operator goes with the function behind it and the index and view that used it
CREATE TABLE ski (id integer PRIMARY KEY, length integer);
