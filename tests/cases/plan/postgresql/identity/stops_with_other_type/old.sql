-- A column stops counting by itself and gets a type that could not count
CREATE TABLE ticket (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, about text);
