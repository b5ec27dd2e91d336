-- A collation of the built-in provider appears and sorts a key
CREATE TABLE ski (name text PRIMARY KEY);
