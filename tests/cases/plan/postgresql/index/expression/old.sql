-- Expressions of indexes change
CREATE TABLE tea (id integer PRIMARY KEY, name text, price numeric);
CREATE INDEX tea_name ON tea (lower(name));
CREATE INDEX tea_price ON tea ((price * 2), name);
