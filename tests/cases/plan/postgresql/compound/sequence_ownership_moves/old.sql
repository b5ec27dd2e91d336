-- Serial sequences of two tables are handed around and a third becomes shared
CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id serial PRIMARY KEY);
