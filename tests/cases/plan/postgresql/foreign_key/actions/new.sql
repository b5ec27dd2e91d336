-- Every delete and update action turns into another
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE call (
    id integer PRIMARY KEY,
    a integer REFERENCES port ON DELETE CASCADE,
    b integer REFERENCES port ON DELETE SET NULL,
    c integer REFERENCES port ON DELETE SET NULL ON UPDATE RESTRICT,
    d integer DEFAULT 1 REFERENCES port ON UPDATE SET DEFAULT,
    e integer REFERENCES port
);
