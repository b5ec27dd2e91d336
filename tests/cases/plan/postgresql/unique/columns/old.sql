-- The columns and the included columns of a unique key change
CREATE TABLE ferry (
    id integer PRIMARY KEY,
    port text,
    name text,
    built integer,
    CONSTRAINT ferry_known UNIQUE (name) INCLUDE (built)
);
