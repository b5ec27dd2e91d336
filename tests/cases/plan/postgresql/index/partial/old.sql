-- Predicates are added, changed and removed
CREATE TABLE tea (id integer PRIMARY KEY, name text, sold_out boolean);
CREATE INDEX tea_a ON tea (name);
CREATE INDEX tea_b ON tea (id) WHERE sold_out;
CREATE UNIQUE INDEX tea_c ON tea (name) WHERE NOT sold_out;
