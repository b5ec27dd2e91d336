-- A 0/1 flag with a default becomes a boolean
CREATE TABLE service (
    id integer PRIMARY KEY,
    paid integer DEFAULT 0 NOT NULL
);
