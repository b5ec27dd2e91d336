-- A not null constraint stops being inherited
CREATE TABLE port (id integer, code text CONSTRAINT code_there NOT NULL NO INHERIT);
CREATE TABLE river_port (river text) INHERITS (port);
