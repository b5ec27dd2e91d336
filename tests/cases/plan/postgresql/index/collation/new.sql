-- The collation of an index column changes
CREATE TABLE tea (id integer PRIMARY KEY, name text, origin text COLLATE "C");
CREATE INDEX tea_name ON tea (name COLLATE "POSIX" text_pattern_ops);
CREATE INDEX tea_origin ON tea (origin COLLATE "default");
