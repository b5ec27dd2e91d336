-- The type of a server, with a mapping and a table on it, changes
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge TYPE 'old' FOREIGN DATA WRAPPER far;
CREATE USER MAPPING FOR PUBLIC SERVER lodge OPTIONS (note 'x');
CREATE FOREIGN TABLE guest (id integer, name text) SERVER lodge;
