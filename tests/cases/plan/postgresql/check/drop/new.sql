-- Checks are dropped and the function of one with them
CREATE TABLE port (id integer, code text);
