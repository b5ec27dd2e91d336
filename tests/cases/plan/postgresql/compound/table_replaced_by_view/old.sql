-- A table gives its name to a view over two new tables
CREATE TABLE address (id integer PRIMARY KEY, street text, town text);
CREATE FUNCTION town_of(n integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT town FROM address WHERE id = n';
