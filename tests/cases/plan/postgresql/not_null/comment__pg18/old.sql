-- A named not null constraint is commented
CREATE TABLE port (id integer CONSTRAINT id_there NOT NULL);
