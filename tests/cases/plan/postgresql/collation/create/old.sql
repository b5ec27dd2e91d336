-- A collation of the C library appears and sorts a column
CREATE TABLE ski (
    id integer PRIMARY KEY
);
