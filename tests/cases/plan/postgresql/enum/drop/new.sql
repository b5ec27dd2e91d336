-- An enum goes with the column that used it
CREATE TABLE singer (id integer PRIMARY KEY);
