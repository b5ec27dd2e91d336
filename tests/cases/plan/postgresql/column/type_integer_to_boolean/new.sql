-- A 0/1 flag with a default becomes a boolean
CREATE TABLE service (
    id integer PRIMARY KEY,
    paid boolean DEFAULT false NOT NULL
);
