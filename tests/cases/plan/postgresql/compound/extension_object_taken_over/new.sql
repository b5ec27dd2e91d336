-- A function of one's own hides behind an extension's type, and the extension moves
-- needs: extension hstore
CREATE SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE TABLE parcel (id integer PRIMARY KEY, tags ext.hstore DEFAULT ''::ext.hstore);
CREATE FUNCTION tag_count(t ext.hstore) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT array_length(ext.akeys(t), 1)';
CREATE VIEW tagged AS SELECT id FROM parcel WHERE tag_count(tags) > 0;
