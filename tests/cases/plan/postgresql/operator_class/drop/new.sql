-- An operator class and its family go with the index
CREATE TABLE ski (id integer PRIMARY KEY, length integer);
