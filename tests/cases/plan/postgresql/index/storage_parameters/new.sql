-- Storage parameters of indexes are set, changed and reset
CREATE TABLE tea (id integer PRIMARY KEY, name text, tags text[], packed date);
CREATE INDEX tea_name ON tea (name) WITH (deduplicate_items = off);
CREATE INDEX tea_tags ON tea USING gin (tags) WITH (fastupdate = off, gin_pending_list_limit = 512);
CREATE INDEX tea_packed ON tea USING brin (packed) WITH (pages_per_range = 64);
