-- A table gives its name to a view over two new tables
CREATE TABLE town (id integer PRIMARY KEY, name text);
CREATE TABLE address_base (id integer PRIMARY KEY, street text, town_id integer REFERENCES town);
CREATE VIEW address AS SELECT a.id, a.street, t.name AS town FROM address_base a LEFT JOIN town t ON t.id = a.town_id;
CREATE FUNCTION town_of(n integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT town FROM address WHERE id = n';
