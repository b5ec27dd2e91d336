-- A check is renamed and its comment moves with it
CREATE TABLE port (
    id integer,
    CONSTRAINT port_id_positive CHECK (id > 0)
);
COMMENT ON CONSTRAINT port_id_positive ON port IS 'No zero';
