-- A wide table changes in every second column
CREATE TABLE wide (
    id integer PRIMARY KEY,
    c1 integer, c2 integer, c3 text, c4 text, c5 date, c6 date, c7 numeric, c8 numeric, c9 boolean, c10 boolean,
    d1 integer, d2 integer, d3 text, d4 text, d5 date, d6 date, d7 numeric, d8 numeric, d9 boolean, d10 boolean
);
