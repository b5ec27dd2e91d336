-- Only the name of a check changes
CREATE TABLE guest (id INTEGER PRIMARY KEY, CONSTRAINT b CHECK (id > 0));
