-- One check is validated and another is added without validation
CREATE TABLE port (id integer, depth numeric, code text);
ALTER TABLE port ADD CONSTRAINT port_depth CHECK (depth > 0) NOT VALID;
