-- Procedures with transaction control and out parameters appear
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
