-- Domains with checks, a default and a collation appear and are used
CREATE TABLE singer (id integer PRIMARY KEY);
