-- A foreign table becomes a plain table of the same name
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge FOREIGN DATA WRAPPER far;
CREATE TABLE guest (id integer, name text);
CREATE VIEW guest_names AS SELECT name FROM guest;
