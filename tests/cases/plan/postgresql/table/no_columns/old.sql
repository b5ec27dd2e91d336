-- A table without any column appears and another loses its only one
CREATE TABLE placeholder (id integer);
