CREATE TABLE task (id integer PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());
