-- A publication goes, another goes with its table
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
CREATE PUBLICATION p1 FOR TABLE hire;
CREATE TABLE ski (id integer PRIMARY KEY);
CREATE PUBLICATION p2 FOR TABLE ski;
