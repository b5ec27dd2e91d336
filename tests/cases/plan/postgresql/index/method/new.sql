-- Every index method replaces another
CREATE TABLE tea (id integer PRIMARY KEY, code text, tags text[], place point, harvest int4range, packed date);
CREATE INDEX tea_code ON tea USING hash (code);
CREATE INDEX tea_place ON tea USING spgist (place);
CREATE INDEX tea_packed ON tea USING brin (packed);
CREATE INDEX tea_harvest ON tea USING gist (harvest);
CREATE INDEX tea_tags ON tea USING gin (tags);
