-- A policy reads another table and a function, both of which change
CREATE TABLE dog (id integer PRIMARY KEY, owner_id integer);
CREATE TABLE keeper (id integer PRIMARY KEY, login varchar(64));
CREATE FUNCTION me() RETURNS name LANGUAGE sql STABLE AS 'SELECT CURRENT_USER';
CREATE POLICY mine ON dog USING (EXISTS (SELECT FROM keeper k WHERE k.id = owner_id AND k.login = me()));
