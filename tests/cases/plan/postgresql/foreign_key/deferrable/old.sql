-- Foreign keys become deferrable, initially deferred, and immediate again
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE route (
    a integer REFERENCES port,
    b integer REFERENCES port DEFERRABLE,
    c integer REFERENCES port DEFERRABLE INITIALLY DEFERRED
);
