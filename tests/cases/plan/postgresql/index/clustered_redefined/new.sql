-- The index a table is clustered on is redefined and stays the clustering one
CREATE TABLE tea (id integer PRIMARY KEY, name text, origin text);
CREATE INDEX tea_order ON tea (origin);
ALTER TABLE tea CLUSTER ON tea_order;
