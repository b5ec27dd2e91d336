-- Columns, order, collation, uniqueness, predicate and expression of indexes change
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT, gone INTEGER);
CREATE INDEX a ON guest (name, town);
CREATE INDEX b ON guest (town DESC);
CREATE INDEX c ON guest (name COLLATE RTRIM);
CREATE INDEX d ON guest (name, town);
CREATE INDEX e ON guest (town) WHERE gone = 1 AND town <> 'it''s';
CREATE INDEX f ON guest (upper(name), length(town));
