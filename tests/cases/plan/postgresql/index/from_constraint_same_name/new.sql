-- A unique constraint becomes a unique index of the same name
CREATE TABLE tea (id integer PRIMARY KEY, code text);
CREATE UNIQUE INDEX tea_code ON tea (code) WHERE code <> '';
