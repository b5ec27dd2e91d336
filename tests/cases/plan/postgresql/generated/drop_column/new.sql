-- A generated column goes and so does its index
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL
);
