-- A table appears whose default calls a function of its own row type
CREATE TABLE depot (id integer PRIMARY KEY);
