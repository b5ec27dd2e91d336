-- A unique index becomes a unique constraint of the same name
CREATE TABLE tea (id integer PRIMARY KEY, code text);
ALTER TABLE tea ADD CONSTRAINT tea_code UNIQUE (code);
