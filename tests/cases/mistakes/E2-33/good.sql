CREATE TABLE edge (id integer PRIMARY KEY, created_at timestamptz NOT NULL);
