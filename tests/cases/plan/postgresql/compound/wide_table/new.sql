-- A wide table changes in every second column
CREATE TABLE wide (
    id integer PRIMARY KEY,
    c1 integer, c2 bigint, c3 text, c4 varchar(50), c5 date, c6 timestamp, c7 numeric, c8 numeric(12,2), c9 boolean, c10 boolean DEFAULT true,
    d1 integer, d2 integer NOT NULL, d3 text, d4 text DEFAULT 'd4', d5 date, d6 date CHECK (d6 > '2000-01-01'), d7 numeric, d8 numeric UNIQUE, d9 boolean, d10 boolean
);
