-- A standard body names a constraint in its ON CONFLICT, and the constraint is rebuilt
CREATE TABLE orchard (
    id integer PRIMARY KEY,
    name text,
    CONSTRAINT orchard_name UNIQUE (name) INCLUDE (id)
);
CREATE FUNCTION note(n text) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO orchard (id, name) VALUES (1, n) ON CONFLICT ON CONSTRAINT orchard_name DO NOTHING; END;
