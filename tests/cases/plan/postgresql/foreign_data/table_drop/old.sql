-- A foreign table goes with the server and wrapper below it and the view above
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge FOREIGN DATA WRAPPER far;
CREATE USER MAPPING FOR PUBLIC SERVER lodge;
CREATE FOREIGN TABLE guest (id integer) SERVER lodge;
CREATE VIEW guest_ids AS SELECT id FROM guest;
CREATE TABLE stay (id integer);
