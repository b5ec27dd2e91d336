-- Sequences with every option appear
CREATE TABLE tea (id integer);
