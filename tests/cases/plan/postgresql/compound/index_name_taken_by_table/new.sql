-- An index name becomes a table name, a table name an index name
CREATE TABLE by_town (id integer, town text);
CREATE INDEX parcel ON by_town (town);
