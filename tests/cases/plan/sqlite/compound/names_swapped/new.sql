-- Two tables of different shape swap names under a view and a foreign key
CREATE TABLE live (id INTEGER PRIMARY KEY, note TEXT);
CREATE TABLE stage (id INTEGER PRIMARY KEY, note TEXT, extra TEXT);
CREATE TABLE mark (id INTEGER PRIMARY KEY, live_id INTEGER REFERENCES live (id));
CREATE VIEW notes AS SELECT note FROM live;
