-- Columns, order, collation, uniqueness, predicate and expression of indexes change
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT, gone INTEGER);
CREATE INDEX a ON guest (name);
CREATE INDEX b ON guest (town);
CREATE INDEX c ON guest (name COLLATE NOCASE);
CREATE UNIQUE INDEX d ON guest (name, town);
CREATE INDEX e ON guest (town) WHERE gone = 0;
CREATE INDEX f ON guest (lower(name));
