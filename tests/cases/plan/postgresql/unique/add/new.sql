-- Unique keys of one and of two columns are added
CREATE TABLE ferry (
    id integer PRIMARY KEY,
    call_sign text,
    port text,
    name text,
    UNIQUE (call_sign),
    CONSTRAINT name_in_port UNIQUE (port, name)
);
