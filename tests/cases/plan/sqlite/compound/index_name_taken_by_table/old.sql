-- An index name becomes a table name
CREATE TABLE guest (id INTEGER PRIMARY KEY, town TEXT);
CREATE INDEX towns ON guest (town);
