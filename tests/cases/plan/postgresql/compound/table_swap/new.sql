-- Two tables of different shape swap names under a view that fits both
CREATE TABLE live (id integer PRIMARY KEY, note text);
CREATE TABLE stage (id integer PRIMARY KEY, note text, extra date);
CREATE VIEW notes AS SELECT id, note FROM live;
