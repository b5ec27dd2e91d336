-- A column stops counting by itself and gets a type that could not count
CREATE TABLE ticket (id numeric(12) PRIMARY KEY, about text);
