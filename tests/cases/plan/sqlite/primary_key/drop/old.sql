-- A key goes and its columns stay
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT);
