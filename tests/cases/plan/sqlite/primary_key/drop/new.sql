-- A key goes and its columns stay
CREATE TABLE guest (id INTEGER, name TEXT);
