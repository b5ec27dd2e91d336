-- Not null is declared on the parent, on the child alone, and on neither
CREATE TABLE port (id integer, code text NOT NULL);
CREATE TABLE river_port (river text NOT NULL) INHERITS (port);
CREATE TABLE sea_port () INHERITS (port);
