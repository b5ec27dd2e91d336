-- Foreign keys become deferrable, initially deferred, and immediate again
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE route (
    a integer REFERENCES port DEFERRABLE,
    b integer REFERENCES port DEFERRABLE INITIALLY DEFERRED,
    c integer REFERENCES port
);
