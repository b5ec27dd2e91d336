-- A publication of all tables becomes one of one table, and the reverse
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
CREATE PUBLICATION p1 FOR ALL TABLES;
CREATE PUBLICATION p2 FOR TABLE hire;
