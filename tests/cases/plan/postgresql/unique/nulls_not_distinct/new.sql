-- A unique key stops allowing several nulls, an index starts to
CREATE TABLE ferry (
    id integer PRIMARY KEY,
    port text,
    slot integer,
    CONSTRAINT ferry_slot UNIQUE NULLS NOT DISTINCT (slot)
);
CREATE UNIQUE INDEX ferry_port ON ferry (port);
