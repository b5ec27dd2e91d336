-- A function of one's own hides behind an extension's type, and the extension moves
-- needs: extension hstore
CREATE SCHEMA ext;
CREATE EXTENSION hstore;
CREATE TABLE parcel (id integer PRIMARY KEY, tags hstore DEFAULT ''::hstore);
