-- The expression of a check changes under the same name
CREATE TABLE port (id integer, depth numeric, CONSTRAINT port_depth CHECK (depth BETWEEN 0.5 AND 30));
