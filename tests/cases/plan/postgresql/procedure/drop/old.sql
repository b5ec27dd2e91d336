-- A procedure goes
CREATE TABLE orchard (id integer PRIMARY KEY);
CREATE PROCEDURE plant(o integer) LANGUAGE sql AS 'INSERT INTO orchard VALUES (o)';
