-- A unique key becomes deferrable, another initially deferred, a third plain again
CREATE TABLE queue (
    id integer PRIMARY KEY,
    a integer,
    b integer,
    c integer,
    CONSTRAINT queue_a UNIQUE (a) DEFERRABLE,
    CONSTRAINT queue_b UNIQUE (b) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT queue_c UNIQUE (c)
);
