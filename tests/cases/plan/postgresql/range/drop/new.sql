-- A range type goes with the column that used it
CREATE TABLE stall (id integer PRIMARY KEY);
