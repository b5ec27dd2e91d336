-- A not null constraint is added without validation, another is validated
CREATE TABLE port (id integer, code text, name text);
ALTER TABLE port ADD CONSTRAINT code_there NOT NULL code NOT VALID;
