-- Heirs of heirs inherit checks, state them too, or have others of the same name
CREATE TABLE base (id integer);
CREATE TABLE zp (id integer, CONSTRAINT c1 CHECK (id > 0), CONSTRAINT c2 CHECK (id < 9), CONSTRAINT nc CHECK (id <> 4) NO INHERIT);
CREATE TABLE mid (x text) INHERITS (zp);
CREATE TABLE a1 (CONSTRAINT c1 CHECK (id > 0), CONSTRAINT nc CHECK (id <> 4)) INHERITS (mid);
CREATE TABLE b1 (id integer, CONSTRAINT nc CHECK (id <> 5)) INHERITS (mid);
COMMENT ON CONSTRAINT c2 ON b1 IS 'from above';
