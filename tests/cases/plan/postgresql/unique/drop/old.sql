-- A unique key that a foreign key uses is dropped together with it
CREATE TABLE ferry (
    id integer PRIMARY KEY,
    call_sign text UNIQUE
);
CREATE TABLE log_entry (id integer PRIMARY KEY, call_sign text REFERENCES ferry (call_sign));
