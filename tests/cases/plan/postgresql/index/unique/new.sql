-- An index becomes unique, another stops being so
CREATE TABLE tea (id integer PRIMARY KEY, name text, code text);
CREATE UNIQUE INDEX tea_name ON tea (name);
CREATE INDEX tea_code ON tea (code);
