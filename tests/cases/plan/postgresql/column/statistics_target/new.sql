-- Statistics targets are set, changed and reset
CREATE TABLE rental (id integer PRIMARY KEY, shop text, day date);
ALTER TABLE rental ALTER COLUMN shop SET STATISTICS 200, ALTER COLUMN id SET STATISTICS 1000;
