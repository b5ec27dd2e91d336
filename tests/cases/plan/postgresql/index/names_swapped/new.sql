-- Two indexes swap their names
CREATE TABLE tea (id integer PRIMARY KEY, name text, origin text);
CREATE INDEX tea_i2 ON tea (name);
CREATE INDEX tea_i1 ON tea (origin);
