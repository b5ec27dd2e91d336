-- Every delete and update action turns into another
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE call (
    id integer PRIMARY KEY,
    a integer REFERENCES port,
    b integer REFERENCES port ON DELETE CASCADE,
    c integer REFERENCES port ON DELETE SET NULL ON UPDATE CASCADE,
    d integer DEFAULT 1 REFERENCES port ON DELETE SET DEFAULT,
    e integer REFERENCES port ON DELETE RESTRICT ON UPDATE SET NULL
);
