-- A check is added that is not enforced, another becomes enforced
CREATE TABLE port (
    id integer,
    depth numeric,
    CONSTRAINT port_depth CHECK (depth > 0) NOT ENFORCED
);
