-- Views come, go and change
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT);
CREATE VIEW gone AS SELECT 1 AS one;
CREATE VIEW names AS SELECT name FROM guest;
