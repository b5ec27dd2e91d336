-- Expressions of indexes change
CREATE TABLE tea (id integer PRIMARY KEY, name text, price numeric);
CREATE INDEX tea_name ON tea (upper(name), length(name));
CREATE INDEX tea_price ON tea ((round(price)), name);
