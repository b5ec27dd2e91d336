-- The type of a table's row is an argument, and the table is dropped
CREATE TABLE apple (id integer);
