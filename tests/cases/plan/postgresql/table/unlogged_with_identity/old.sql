-- A table with an identity and a serial column becomes unlogged, its sequences with it
CREATE TABLE ticket (id integer GENERATED ALWAYS AS IDENTITY, nr serial, line text);
