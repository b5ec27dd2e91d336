-- Every index method replaces another
CREATE TABLE tea (id integer PRIMARY KEY, code text, tags text[], place point, harvest int4range, packed date);
CREATE INDEX tea_code ON tea USING btree (code);
CREATE INDEX tea_place ON tea USING gist (place);
CREATE INDEX tea_packed ON tea USING btree (packed);
CREATE INDEX tea_harvest ON tea USING spgist (harvest);
