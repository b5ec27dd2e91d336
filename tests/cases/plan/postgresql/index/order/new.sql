-- Sort directions and the place of nulls change
CREATE TABLE tea (id integer PRIMARY KEY, name text, price numeric, packed date);
CREATE INDEX tea_a ON tea (name DESC, price ASC NULLS FIRST);
CREATE INDEX tea_b ON tea (packed DESC NULLS LAST);
