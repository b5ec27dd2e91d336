-- Plain, unique and multi-column indexes come and go
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT);
CREATE INDEX guest_town_name ON guest (town, name);
CREATE UNIQUE INDEX "guest by name" ON guest (name);
