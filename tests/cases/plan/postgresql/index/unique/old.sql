-- An index becomes unique, another stops being so
CREATE TABLE tea (id integer PRIMARY KEY, name text, code text);
CREATE INDEX tea_name ON tea (name);
CREATE UNIQUE INDEX tea_code ON tea (code);
