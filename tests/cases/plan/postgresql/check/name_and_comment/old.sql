-- A check is renamed and its comment moves with it
CREATE TABLE port (
    id integer,
    CONSTRAINT c1 CHECK (id > 0)
);
COMMENT ON CONSTRAINT c1 ON port IS 'No zero';
