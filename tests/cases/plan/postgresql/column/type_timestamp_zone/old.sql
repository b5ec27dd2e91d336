-- A timestamp without zone becomes one with
CREATE TABLE stand (
    id integer PRIMARY KEY,
    opened timestamp DEFAULT now()
);
