-- Indexes are dropped, one of them commented, one carrying a clustering mark
CREATE TABLE tea (id integer PRIMARY KEY, name text, origin text);
CREATE INDEX tea_name ON tea (name);
CREATE INDEX tea_origin ON tea (origin);
COMMENT ON INDEX tea_origin IS 'For the catalogue';
ALTER TABLE tea CLUSTER ON tea_name;
