-- A policy reads another table and a function, both of which change
CREATE TABLE dog (id integer PRIMARY KEY, owner_id integer);
CREATE TABLE keeper (id integer PRIMARY KEY, login text);
CREATE FUNCTION me() RETURNS text LANGUAGE sql STABLE AS 'SELECT CURRENT_USER::text';
CREATE POLICY mine ON dog USING (owner_id IN (SELECT id FROM keeper WHERE login = me()));
