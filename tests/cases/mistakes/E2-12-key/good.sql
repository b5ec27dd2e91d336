CREATE TABLE figure (at timestamptz NOT NULL, name text NOT NULL, value numeric, PRIMARY KEY (name, at));
