-- A composite type and the function that returns it go
CREATE TABLE stall (id integer PRIMARY KEY);
