-- A named not null constraint is commented
CREATE TABLE port (id integer CONSTRAINT id_there NOT NULL);
COMMENT ON CONSTRAINT id_there ON port IS 'Every port has a number';
