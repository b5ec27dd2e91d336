-- An index name becomes a table name, a table name an index name
CREATE TABLE parcel (id integer, town text);
CREATE INDEX by_town ON parcel (town);
