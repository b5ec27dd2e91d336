-- Functions in SQL and PL/pgSQL appear, one calling the other by name only
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
