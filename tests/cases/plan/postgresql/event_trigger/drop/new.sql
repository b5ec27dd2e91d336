-- An event trigger goes with its function
CREATE TABLE dog (id integer);
