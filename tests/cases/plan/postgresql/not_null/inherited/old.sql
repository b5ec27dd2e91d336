-- Not null is declared on the parent, on the child alone, and on neither
CREATE TABLE port (id integer NOT NULL, code text);
CREATE TABLE river_port (river text) INHERITS (port);
CREATE TABLE sea_port (code text NOT NULL) INHERITS (port);
