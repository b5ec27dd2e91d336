-- A view appears under another schema, and the view above follows
CREATE SCHEMA report;
CREATE TABLE pot (id integer PRIMARY KEY);
CREATE VIEW base AS SELECT id FROM pot;
CREATE VIEW top AS SELECT id FROM base;
