-- Plain, unique and multi-column indexes come and go
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT);
CREATE INDEX old_one ON guest (town);
