-- A not null constraint gets a name of its own
CREATE TABLE port (id integer CONSTRAINT id_there NOT NULL, code text NOT NULL);
