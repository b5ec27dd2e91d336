-- A not null constraint gets a name of its own
CREATE TABLE port (id integer NOT NULL, code text CONSTRAINT code_there NOT NULL);
