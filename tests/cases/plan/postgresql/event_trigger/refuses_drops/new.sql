-- An event trigger that forbids dropping tables goes together with a table
CREATE TABLE dog (id integer);
