CREATE TABLE page (id integer PRIMARY KEY, sense real[] CHECK (cardinality(sense) = 3));
