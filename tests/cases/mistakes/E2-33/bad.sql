CREATE TABLE edge (id integer PRIMARY KEY, created_at timestamp NOT NULL);
