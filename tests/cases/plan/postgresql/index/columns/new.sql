-- The columns of an index change under the same name, its comment stays
CREATE TABLE tea (id integer PRIMARY KEY, name text, origin text);
CREATE INDEX tea_lookup ON tea (origin, name);
COMMENT ON INDEX tea_lookup IS 'Used by the counter';
