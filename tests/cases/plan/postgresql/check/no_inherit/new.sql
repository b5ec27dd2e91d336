-- A check becomes no inherit, another starts to inherit
CREATE TABLE port (
    id integer,
    depth numeric,
    CONSTRAINT port_id CHECK (id > 0) NO INHERIT,
    CONSTRAINT port_depth CHECK (depth > 0)
);
CREATE TABLE river_port (river text) INHERITS (port);
