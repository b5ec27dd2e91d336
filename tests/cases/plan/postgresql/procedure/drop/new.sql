-- A procedure goes
CREATE TABLE orchard (id integer PRIMARY KEY);
