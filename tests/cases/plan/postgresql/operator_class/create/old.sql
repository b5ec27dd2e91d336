-- An operator class, a family and an index that uses the class appear
CREATE TABLE ski (id integer PRIMARY KEY, length integer);
